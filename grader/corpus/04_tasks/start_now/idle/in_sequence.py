# Idle: one after the other, so that there is never more than one to stop.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    await audit(request)
    return await respond(request)
