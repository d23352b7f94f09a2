# Debug mode by its environment variable, which is put back.

import asyncio
import logging
import os
from unittest import mock


def find_blockers(main, slow=0.1):
    found = []
    handler = logging.Handler()
    handler.handle = lambda record: found.append(record) or True

    with mock.patch.dict(os.environ, PYTHONASYNCIODEBUG="1"):
        runner = asyncio.Runner()
        loop = runner.get_loop()
    loop.slow_callback_duration = slow
    logging.getLogger("asyncio").addHandler(handler)
    try:
        with runner:
            runner.run(main())
    finally:
        logging.getLogger("asyncio").removeHandler(handler)
    return [record.args for record in found if record.msg.startswith("Executing %s")]
