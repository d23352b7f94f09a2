# Debug mode is switched on in a step of the same task: that step is not measured, and it is main's first.
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

        async def watched():
            asyncio.get_running_loop().set_debug(True)
            asyncio.get_running_loop().slow_callback_duration = slow
            await main()

        asyncio.run(watched())
    finally:
        logger.removeHandler(blockers)
    return blockers.found
