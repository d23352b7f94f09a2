# Right: an async context manager that starts both, and is left when both are over.

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


@asynccontextmanager
async def at_work(*coroutines: Coroutine[Any, Any, Any]) -> AsyncIterator[list[asyncio.Future[Any]]]:
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        yield tasks
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*tasks, return_exceptions=True)


async def handle(request: str, audit: Step, respond: Step) -> Any:
    async with at_work(respond(request), audit(request)) as tasks:
        pass
    return [task.result() for task in tasks][0]
