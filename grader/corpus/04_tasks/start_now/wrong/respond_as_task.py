# The audit is awaited right here: a cancel goes into it, and reaches respond only when the audit has cleaned up.
# fails: Cancelled, it stops both, and says so
# kind: stops-late

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    responding = asyncio.create_task(respond(request))
    try:
        await audit(request)
    except asyncio.CancelledError:
        responding.cancel()
        raise
    finally:
        await responding
    return responding.result()
