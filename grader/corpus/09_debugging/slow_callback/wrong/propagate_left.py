# So that nothing is printed, the logger no longer propagates; and never will again.
# fails: Afterwards all is as it was before
# kind: outlives-the-call
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
    logger.propagate = False
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
