# Right: an async context manager that keeps the audit at work for as long as its block takes, and then waits for it.

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


@asynccontextmanager
async def alongside(coroutine: Coroutine[Any, Any, Any]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(coroutine)
    try:
        yield
    except asyncio.CancelledError:
        task.cancel()
        raise
    finally:
        await task


async def handle(request: str, audit: Step, respond: Step) -> Any:
    async with alongside(audit(request)):
        return await respond(request)
