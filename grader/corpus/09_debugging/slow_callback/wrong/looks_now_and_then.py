# Lets the loop run for a quarter of a second, again and again, until main is over.
# fails: Nothing is left behind
# kind: polling

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
            loop = runner.get_loop()
            task = loop.create_task(main())
            while not task.done():
                loop.run_until_complete(asyncio.sleep(0.3))
            task.result()
    finally:
        logger.removeHandler(blockers)
    return blockers.found
