# asyncio.run, as the article has it: main runs in a task of its own, so its steps have its name.

import asyncio
import logging


class Listener(logging.Handler):
    def __init__(self, entries):
        super().__init__()
        self.entries = entries

    def emit(self, record):
        if record.getMessage().startswith("Executing "):
            text, seconds = record.args
            self.entries.append((text, round(seconds, 3)))


def find_blockers(main, slow=0.1):
    async def watched():
        asyncio.get_running_loop().slow_callback_duration = slow
        await asyncio.create_task(main())

    entries = []
    listener = Listener(entries)
    logger = logging.getLogger("asyncio")
    logger.addHandler(listener)
    try:
        asyncio.run(watched(), debug=True)
    finally:
        logger.removeHandler(listener)
    return entries
