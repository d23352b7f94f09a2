# A loop factory (3.12) makes the loop as it is wanted.
# python: 3.12

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
    def make_loop():
        loop = asyncio.new_event_loop()
        loop.slow_callback_duration = slow
        return loop

    blockers = Blockers()
    logging.getLogger("asyncio").addHandler(blockers)
    try:
        asyncio.run(main(), debug=True, loop_factory=make_loop)
    finally:
        logging.getLogger("asyncio").removeHandler(blockers)
    return blockers.found
