# Gives main an hour.
# fails: Nothing else is told
# kind: own-time-limit

import asyncio
import logging


class Blockers(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        if record.msg.startswith("Executing %s took"):
            self.found.append(record.args)


def find_blockers(main, slow=0.1):
    blockers = Blockers()
    logger = logging.getLogger("asyncio")
    logger.addHandler(blockers)
    try:
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(asyncio.wait_for(main(), 3600))
    finally:
        logger.removeHandler(blockers)
    return blockers.found
