# Debug mode is never switched on, so asyncio has nothing to say.
# fails: main runs once, in debug mode
# kind: points-for-nothing

import asyncio
import logging


class Blockers(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        if record.msg.startswith("Executing"):
            self.found.append(record.args)


def find_blockers(main, slow=0.1):
    blockers = Blockers()
    logger = logging.getLogger("asyncio")
    logger.addHandler(blockers)
    try:
        with asyncio.Runner() as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.removeHandler(blockers)
    return blockers.found
