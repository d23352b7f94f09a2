# A task that main left fails as it cleans up, and that leaves find_blockers.
# fails: Nothing is left behind
# kind: cancel-meets-failure

import asyncio
import logging


class Blockers(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = []

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
            loop = runner.get_loop()
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            for task in left:
                try:
                    loop.run_until_complete(task)
                except asyncio.CancelledError:
                    pass
    finally:
        logger.removeHandler(blockers)
    return blockers.found
