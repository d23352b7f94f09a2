# The list belongs to the handler's class: each call tells what those before it have found, too.
# fails: Nothing else is told
# kind: shared-between-calls
import asyncio
import logging


class Listener(logging.Handler):
    found = []

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
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.setLevel(level)
        logger.removeHandler(listener)
    return listener.found
