# It waits for the end of the audit, but never asks how it ended.
# fails: A failure reaches the caller

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        return await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await asyncio.gather(auditing, return_exceptions=True)
