# An audit that fails is called a second time.
# fails: Each is called once, and `handle` returns what `respond` gave

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    async def insist():
        try:
            await audit(request)
        except Exception:
            await audit(request)

    results = await asyncio.gather(insist(), respond(request), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results[1]
