# The handler is added when main has run.
# fails: All that held the loop is told, in order

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
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            logger.removeHandler(blockers)
            runner.run(main())
            logger.addHandler(blockers)
    finally:
        logger.removeHandler(blockers)
    return blockers.found
