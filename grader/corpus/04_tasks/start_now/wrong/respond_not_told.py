# Both are tasks, and a cancel reaches only the one that is awaited first.
# fails: Cancelled, it stops both, and says so

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    responding = asyncio.create_task(respond(request))
    auditing = asyncio.create_task(audit(request))
    try:
        await auditing
    finally:
        response = await responding
    return response
