# `slow` is not used: it stays at 0.1.
# fails: `slow` decides what is told

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
        asyncio.run(main(), debug=True)
    finally:
        logger.removeHandler(blockers)
    return blockers.found
