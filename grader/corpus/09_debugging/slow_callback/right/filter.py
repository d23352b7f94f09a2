# No handler: a filter of the logger sees every record first. What it takes is not logged any further.

import asyncio
import contextlib
import logging


@contextlib.contextmanager
def filtered(logger, function):
    logger.addFilter(function)
    try:
        yield
    finally:
        logger.removeFilter(function)


def find_blockers(main, slow=0.1):
    found = []

    def is_other(record):
        if record.msg != "Executing %s took %.3f seconds":
            return True
        found.append(record.args)
        return False

    with filtered(logging.getLogger("asyncio"), is_other), asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = slow
        runner.run(main())
    return found
