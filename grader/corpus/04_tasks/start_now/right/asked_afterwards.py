# Right: gather waits for both, whatever happens; then each of the two is asked how it went.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    steps = auditing, responding = asyncio.ensure_future(audit(request)), asyncio.ensure_future(respond(request))
    await asyncio.gather(*steps, return_exceptions=True)
    await auditing
    return await responding
