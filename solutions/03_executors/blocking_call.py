"""Blocking calls in threads: the reference."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any


async def read_all(read_report: Callable[[str], Any], names: Sequence[str]) -> list[Any]:
    """Read all reports at the same time, without blocking the event loop; return them in the order of `names`."""
    # None is the loop's own pool: there is nothing to shut down here. (`with ThreadPoolExecutor()` would block the loop right here, until
    # the last read is over, whenever we leave early.) And these are futures, not tasks: left alone, nothing of ours goes on.
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(None, read_report, name) for name in names))
