# PYTHONASYNCIODEBUG stays set: each loop that is made later is in debug mode.
# fails: Afterwards all is as it was before

import asyncio
import logging
import os


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
        os.environ["PYTHONASYNCIODEBUG"] = "1"
        with asyncio.Runner() as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.removeHandler(blockers)
    return blockers.found
