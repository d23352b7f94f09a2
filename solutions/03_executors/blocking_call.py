"""Blocking calls in threads: the reference."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any


async def read_all(read_report: Callable[[str], Any], names: Sequence[str]) -> list[Any]:
    """Read all reports at the same time, without blocking the event loop; return them in the order of `names`."""
    # to_thread uses the loop's own pool: there is nothing to shut down here. (asyncio.run shuts it down, without blocking its loop;
    # `with ThreadPoolExecutor()` would block it right here, until the last read is over, whenever we leave early.)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(asyncio.to_thread(read_report, name)) for name in names]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None  # the caller asked for the read's exception, not for a group
    return [task.result() for task in tasks]
