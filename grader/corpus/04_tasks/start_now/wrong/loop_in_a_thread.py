# The audit runs in a thread, in an event loop of its own, where no cancel reaches it.
# fails: Cancelled, it stops both, and says so

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    results = await asyncio.gather(asyncio.to_thread(asyncio.run, audit(request)), respond(request), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results[1]
