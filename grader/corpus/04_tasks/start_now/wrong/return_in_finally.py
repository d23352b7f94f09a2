# A `return` in `finally` throws away every exception, a cancel too.
# fails: A failure reaches the caller

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    response = None
    try:
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await asyncio.wait([auditing])
        return response
