"""A producer, and so many consumers: the reference."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any


async def process_all(source: AsyncIterator[Any], consume: Callable[[Any], Awaitable[Any]], consumers: int) -> None:
    """Consume every item of `source`, up to `consumers` at a time; read ahead, but not far."""
    queue: asyncio.Queue[Any] = asyncio.Queue(maxsize=consumers)  # a full queue makes the reading wait: back pressure

    async def work() -> None:
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:  # read here, while the others consume
                await queue.put(item)
            for _ in range(consumers):  # who takes an end signal is gone: one for each, behind the last item
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None  # the caller asked for the exception itself, not for a group
