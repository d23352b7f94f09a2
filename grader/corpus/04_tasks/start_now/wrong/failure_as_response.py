# With return_exceptions=True a failure of `respond` is returned as if it were a response.
# fails: A failure reaches the caller

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    _, response = await asyncio.gather(audit(request), respond(request), return_exceptions=True)
    return response
