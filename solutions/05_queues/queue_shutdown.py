"""Shut a queue down cleanly: the reference."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Producer = Callable[[asyncio.Queue[Any]], Awaitable[None]]
Consumer = Callable[[Any], Awaitable[None]]


async def run(queue: asyncio.Queue[Any], producers: Sequence[Producer], consumers: Sequence[Consumer]) -> None:
    """Let the producers fill the queue and the consumers empty it; return when all is done."""
    failures: list[Exception] = []

    async def attempt(function: Callable[[Any], Awaitable[None]], argument: Any) -> None:
        try:
            await function(argument)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is raised in the end (and a cancel is no Exception)
            failures.append(failure)

    async def produce() -> None:
        async with asyncio.TaskGroup() as producing:
            for producer in producers:
                producing.create_task(attempt(producer, queue))
        # Here every producer is done, and only here: no item can come after the signals. Each consumer takes one, and no more.
        # (Since Python 3.13, queue.shutdown() says the same without any signal: get() raises QueueShutDown once the queue is empty.)
        for _ in consumers:
            await queue.put(None)

    async def consume(consumer: Consumer) -> None:
        while (item := await queue.get()) is not None:  # not `while item`: 0 is an item
            await attempt(consumer, item)

    async with asyncio.TaskGroup() as group:  # it waits for all of them here, so that a cancel reaches all of them at the same time
        group.create_task(produce())
        for consumer in consumers:
            group.create_task(consume(consumer))
    if failures:
        raise ExceptionGroup("some of the work failed", failures)
