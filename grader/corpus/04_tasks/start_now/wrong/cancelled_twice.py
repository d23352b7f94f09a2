# A second cancel ends the waiting for the cleaning up: the audit is left behind.
# fails: Cancelled, it stops both, and says so
# kind: cancelled-again

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
        await asyncio.wait([auditing])
        raise
    except Exception:
        await asyncio.wait([auditing])
        raise
    await auditing
    return response
