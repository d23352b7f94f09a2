# It looks every 0.3 s whether the audit is over, and so it ends too late.
# fails: Both are at work at the same time, from the beginning
# kind: polling

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        response = await respond(request)
        while not auditing.done():
            await asyncio.sleep(0.3)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await auditing
    return response
