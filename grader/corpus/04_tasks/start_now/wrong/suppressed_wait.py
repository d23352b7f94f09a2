# suppress() around the wait for the audit suppresses one's own cancel, too.
# fails: Cancelled, it stops both, and says so

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await auditing
        raise
    except Exception:
        await auditing
        raise
    with contextlib.suppress(asyncio.CancelledError):
        await auditing
    return response
