# unittest's assertLogs does the listening, and puts all back. It wants at least one record.

import asyncio
import unittest
from logging import getLogger


def find_blockers(main, slow=0.1):
    with unittest.TestCase().assertLogs("asyncio", "WARNING") as seen:
        getLogger("asyncio").warning("begin")
        with asyncio.Runner(debug=True) as runner:
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    return [(record.args[0], record.args[1]) for record in seen.records if record.getMessage()[:10] == "Executing "]
