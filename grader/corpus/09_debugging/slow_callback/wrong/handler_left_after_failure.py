# When main fails, the handler stays at the logger.
# fails: Afterwards all is as it was before
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
    with asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = slow
        runner.run(main())
    logger.removeHandler(blockers)
    return blockers.found
