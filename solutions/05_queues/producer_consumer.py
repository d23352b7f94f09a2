"""A producer, and so many consumers: the reference."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any


async def process_all(source: AsyncIterator[Any], consume: Callable[[Any], Awaitable[Any]], consumers: int) -> None:
    """Consume every item of `source`, up to `consumers` at a time; read ahead, but not far."""
    queue: asyncio.Queue[Any] = asyncio.Queue(maxsize=consumers)  # a full queue makes the reading wait: back pressure

    async def read() -> None:  # a task like the others, so that a cancel reaches all of them at the same time
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):  # who takes an end signal is gone: one for each, behind the last item
            await queue.put(None)

    async def work() -> None:
        while (item := await queue.get()) is not None:  # not `while item`: 0 is an item
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        failure = failed.exceptions[0]  # the caller asked for the exception itself, not for a group
    else:
        return
    raise failure  # out here it keeps its own cause: `from None` would erase that
