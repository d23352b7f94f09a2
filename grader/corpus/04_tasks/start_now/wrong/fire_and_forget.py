# A task is made, and nobody waits for it.
# fails: It ends when both are over, not before

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    asyncio.create_task(audit(request))
    return await respond(request)
