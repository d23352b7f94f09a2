# Right: an eager task (3.12): the audit begins before the task is even returned.
#
# python: 3.12

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.Task(audit(request), loop=asyncio.get_running_loop(), eager_start=True)
    try:
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await auditing
    return response
