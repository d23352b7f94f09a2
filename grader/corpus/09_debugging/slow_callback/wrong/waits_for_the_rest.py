# Tasks that main has left are not cancelled: find_blockers waits until they are done.
# fails: Nothing is left behind
# kind: stops-late

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

        async def whole():
            rest = asyncio.create_task(main())
            asyncio.get_running_loop().slow_callback_duration = slow
            try:
                await rest
            finally:
                others = asyncio.all_tasks() - {asyncio.current_task()}
                if others:
                    await asyncio.wait(others)

        asyncio.run(whole(), debug=True)
    finally:
        logger.removeHandler(blockers)
    return blockers.found
