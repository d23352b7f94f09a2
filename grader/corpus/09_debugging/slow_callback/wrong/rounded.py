# Rounded to hundredths of a second.
# fails: Each entry says who it was, and for how long
import asyncio
import logging


class Listener(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        if record.msg.startswith("Executing"):
            text, seconds = record.args
            self.found.append((text, round(seconds, 2)))


def find_blockers(main, slow=0.1):
    listener = Listener()
    logger = logging.getLogger("asyncio")
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    try:
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)
    return listener.found
