# Right: both are eager tasks, watched with `async for` over `as_completed` (3.13).
#
# python: 3.13

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    loop = asyncio.get_running_loop()
    pair = [asyncio.Task(step(request), loop=loop, eager_start=True) for step in (respond, audit)]
    try:
        async for _ in asyncio.as_completed(pair):
            pass
    except asyncio.CancelledError:
        for task in pair:
            task.cancel()
        while not all(task.done() for task in pair):
            try:
                await asyncio.wait(pair)
            except asyncio.CancelledError:
                pass  # the caller is impatient; still, first they clean up
        for task in pair:
            task.cancelled() or task.exception()
        raise
    failures = [task.exception() for task in pair if task.exception()]
    if failures:
        raise ExceptionGroup("request failed", failures)
    return pair[0].result()
