# Keeps the last hundred entries.
# fails: All that held the loop is told, in order
# kind: own-number-limit

import asyncio
import collections
import logging


class Blockers(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = collections.deque(maxlen=100)

    def emit(self, record):
        if record.msg.startswith("Executing %s took"):
            self.found.append(record.args)


def find_blockers(main, slow=0.1):
    blockers = Blockers()
    logger = logging.getLogger("asyncio")
    logger.addHandler(blockers)
    try:
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.removeHandler(blockers)
    return list(blockers.found)
