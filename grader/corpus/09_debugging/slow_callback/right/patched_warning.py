# The logger's method is replaced while main runs.

import asyncio
import logging
from unittest import mock


def find_blockers(main, slow=0.1):
    found = []

    def warning(message, *args, **options):
        if message.startswith("Executing"):
            found.append(args)

    with mock.patch.object(logging.getLogger("asyncio"), "warning", warning), asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = slow
        runner.run(main())
    return found
