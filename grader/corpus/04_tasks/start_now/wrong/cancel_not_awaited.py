# When it is cancelled, the audit is cancelled too, but nobody waits until it has cleaned up.
# fails: Cancelled, it stops both, and says so

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
    except Exception:
        await asyncio.wait([auditing])
        raise
    await auditing
    return response
