# The audit is given half a second more than the response, and is then cancelled.
# fails: It ends when both are over, not before
# kind: own-time-limit

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await asyncio.wait_for(auditing, 0.5)
    return response
