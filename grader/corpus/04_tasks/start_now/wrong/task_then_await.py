# The usual example: if respond fails, nobody is left who waits for the audit.
# fails: A failure of one does not disturb the other

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    response = await respond(request)
    await auditing
    return response
