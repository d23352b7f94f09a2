# Right: the audit is shielded in a loop, so that this function decides what a cancel does to it.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    cancelled: asyncio.CancelledError | None = None
    response, failed = None, None
    try:
        response = await respond(request)
    except asyncio.CancelledError as error:
        cancelled = error
        auditing.cancel()
    except Exception as failure:
        failed = failure
    while not auditing.done():
        try:
            await asyncio.shield(auditing)
        except asyncio.CancelledError as error:
            cancelled = error
            auditing.cancel()
        except Exception:
            break
    if cancelled:
        raise cancelled
    auditing.result()
    if failed:
        raise failed
    return response
