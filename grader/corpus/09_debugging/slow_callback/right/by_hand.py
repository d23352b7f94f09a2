# A loop made, cleaned up and closed by hand; a handler made of a function.

import asyncio
import logging


def find_blockers(main, slow=0.1):
    found = []

    def take(record):
        if "Executing %s took" in str(record.msg):
            found.append(tuple(record.args))

    handler = logging.Handler(logging.WARNING)
    handler.emit = take
    loop = asyncio.new_event_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = slow
    logging.getLogger("asyncio").addHandler(handler)
    try:
        loop.run_until_complete(main())
    finally:
        try:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left))
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()
            logging.getLogger("asyncio").removeHandler(handler)
    return found
