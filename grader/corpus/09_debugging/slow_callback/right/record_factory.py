# Listens where log records are made, and reads the finished sentence; the loop runs in a thread of its own.
import asyncio
import contextvars
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor

SENTENCE = re.compile(r"Executing (.*) took ([\d.]+) seconds", re.DOTALL)


def find_blockers(main, slow=0.1):
    found = []
    logger, made_before = logging.getLogger("asyncio"), logging.getLogRecordFactory()
    level, below, disabled = logger.level, logger.manager.disable, logger.disabled

    def make(*args, **kwargs):
        record = made_before(*args, **kwargs)
        if record.name == "asyncio" and threading.current_thread() is where:
            match = SENTENCE.fullmatch(record.getMessage())
            if match:
                found.append((match[1], float(match[2])))
        return record

    def work():
        nonlocal where
        where = threading.current_thread()
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())

    where = None
    logging.setLogRecordFactory(make)
    logging.disable(logging.NOTSET)
    logger.setLevel(logging.DEBUG)
    logger.disabled = False
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(contextvars.copy_context().run, work).result()
    finally:
        logging.setLogRecordFactory(made_before)
        logging.disable(below)
        logger.setLevel(level)
        logger.disabled = disabled
    return found
