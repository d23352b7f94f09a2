# gather raises at once when one fails, and leaves the other one running.
# fails: A failure of one does not disturb the other

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    _, response = await asyncio.gather(audit(request), respond(request))
    return response
