# A loop by hand, that is never closed.
# fails: Nothing is left behind
# kind: outlives-the-call

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
        loop = asyncio.new_event_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = slow
        loop.run_until_complete(main())
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
    finally:
        logger.removeHandler(blockers)
    return blockers.found
