# It reads what was logged, as text, with a regular expression; logger settings of its own meanwhile.

import asyncio
import io
import logging
import re
from typing import NamedTuple


class Entry(NamedTuple):
    text: str
    seconds: float


def find_blockers(main, slow=0.1):
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("asyncio")
    before = logger.level, logger.propagate, logger.handlers[:]
    logger.handlers[:] = [handler]
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.setLevel(before[0])
        logger.propagate = before[1]
        logger.handlers[:] = before[2]
    lines = re.findall(r"^Executing (.*) took ([0-9.]+) seconds$", log.getvalue(), re.MULTILINE)
    return [Entry(text, float(seconds)) for text, seconds in lines]
