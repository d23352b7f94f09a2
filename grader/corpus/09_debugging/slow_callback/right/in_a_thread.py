# The loop runs in a thread of its own; the exception is carried over.

import asyncio
import logging
import threading


def find_blockers(main, slow=0.1):
    found, failures = [], []

    class Blockers(logging.Handler):
        def emit(self, record):
            if record.msg.startswith("Executing %s"):
                found.append(record.args)

    def run():
        try:
            with asyncio.Runner(debug=True) as runner:
                runner.get_loop().slow_callback_duration = slow
                runner.run(main())
        except BaseException as error:
            failures.append(error)

    blockers = Blockers()
    logging.getLogger("asyncio").addHandler(blockers)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        logging.getLogger("asyncio").removeHandler(blockers)
    if failures:
        raise failures[0]
    return found
