# Futures of the loop's own pool, gathered: no task of its own is made.

import asyncio
from collections.abc import Callable, Sequence
from typing import Any


async def read_all(read_report: Callable[[str], Any], names: Sequence[str]) -> list[Any]:
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(None, read_report, name) for name in names))
