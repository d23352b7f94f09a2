# respond is awaited right here: a cancel goes into it, and reaches the audit only when respond has cleaned up.
# fails: Cancelled, it stops both, and says so
# kind: stops-late

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
    return response
