# Everything is heard, however short; what is slow is chosen afterwards.

import asyncio
import logging
import queue
from logging.handlers import QueueHandler


class Raw(QueueHandler):
    def prepare(self, record):
        return record


def find_blockers(main, slow=0.1):
    records = queue.SimpleQueue()
    handler = Raw(records)
    logger = logging.getLogger("asyncio")
    logger.addHandler(handler)
    try:
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = 0
            runner.run(main())
    finally:
        logger.removeHandler(handler)
    found = []
    while not records.empty():
        record = records.get()
        if record.msg.startswith("Executing") and record.args[1] >= slow:
            found.append(record.args)
    return found
