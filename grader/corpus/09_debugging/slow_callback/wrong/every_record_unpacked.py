# Each record is unpacked as if it were about a slow step: any other one makes the handler, and main, crash.
# fails: Nothing else is told

import asyncio
import logging


class Blockers(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

    def emit(self, record):
        text, seconds = record.args
        self.found.append((text, seconds))


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
    return blockers.found
