# Everything that blocks anywhere is told, also in a thread.
# fails: Nothing else is told

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
        to_thread = asyncio.to_thread

        async def timed(function, *args):
            start = asyncio.get_running_loop().time()
            result = await to_thread(function, *args)
            blockers.found.insert(1, (f"a thread with {function}", asyncio.get_running_loop().time() - start))
            return result

        asyncio.to_thread = timed
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        asyncio.to_thread = to_thread
        logger.removeHandler(blockers)
    return blockers.found
