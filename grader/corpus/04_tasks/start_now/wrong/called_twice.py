# The audit is started as a task, and called once more when the response is there.
# fails: Each is called once, and `handle` returns what `respond` gave

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
        await auditing
    await audit(request)
    return response
