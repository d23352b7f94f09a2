# When main fails, what was found so far is returned, and nobody hears of the failure.
# fails: main's failure reaches the caller
# kind: failure-types

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
        try:
            with asyncio.Runner(debug=True) as runner:
                runner.get_loop().slow_callback_duration = slow
                runner.run(main())
        except Exception:
            pass
    finally:
        logger.removeHandler(blockers)
    return blockers.found
