# One entry for each task or callback, with the sum of its steps.
# fails: All that held the loop is told, in order

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
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.removeHandler(blockers)
        by_name = {}
        for text, seconds in blockers.found:
            name = text.partition("coro=")[2].partition(" ")[0] or text
            by_name[name] = by_name.get(name, 0.0) + seconds
    return list(by_name.items())
