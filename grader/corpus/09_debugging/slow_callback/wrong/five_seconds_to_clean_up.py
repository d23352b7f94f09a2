# What main has left running gets five seconds to clean up, and then the loop is closed.
# fails: Nothing is left behind
# kind: own-time-limit
import asyncio
import logging


class Listener(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        if record.msg.startswith("Executing"):
            text, seconds = record.args
            self.found.append((text, seconds))


def find_blockers(main, slow=0.1):
    listener = Listener()
    logger = logging.getLogger("asyncio")
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    try:
        loop = asyncio.new_event_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = slow
        try:
            loop.run_until_complete(main())
        finally:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left, timeout=5))
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)
    return listener.found
