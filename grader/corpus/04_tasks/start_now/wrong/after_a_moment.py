# It sleeps a moment, so that the task can begin; the response has to wait for that.
# fails: Both are at work at the same time, from the beginning

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        await asyncio.sleep(0.1)
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await auditing
    return response
