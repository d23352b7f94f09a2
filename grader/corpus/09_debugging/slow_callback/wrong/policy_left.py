# Debug mode comes with an event loop policy of its own, which stays.
# fails: Afterwards all is as it was before

import asyncio
import logging


class Slow(asyncio.DefaultEventLoopPolicy):
    slow = 0.1

    def new_event_loop(self):
        loop = super().new_event_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = self.slow
        return loop


class Found(logging.Handler):
    def __init__(self):
        super().__init__()
        self.entries = []

    def emit(self, record):
        if record.msg.startswith("Executing"):
            self.entries.append(record.args)


def find_blockers(main, slow=0.1):
    found, logger = Found(), logging.getLogger("asyncio")
    asyncio.set_event_loop_policy(Slow())
    asyncio.get_event_loop_policy().slow = slow
    logger.addHandler(found)
    try:
        asyncio.run(main())
    finally:
        logger.removeHandler(found)
    return found.entries
