# A task is made, and awaited in the same line: the response has to wait for the audit.
# fails: Both are at work at the same time, from the beginning
# kind: points-for-nothing

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    await asyncio.create_task(audit(request))
    return await respond(request)
