# main is awaited inside another coroutine: its own steps are told as that one's.
# fails: Each entry says who it was, and for how long

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
            asyncio.get_running_loop().slow_callback_duration = slow
            await main()

        asyncio.run(watched(), debug=True)
    finally:
        logger.removeHandler(blockers)
    return blockers.found
