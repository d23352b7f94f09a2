"""A coroutine is not a task: the reference."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    """Answer the request with what `respond` gives, and let `audit` run at the same time."""
    auditing = asyncio.create_task(audit(request))  # from here on the loop drives it, whenever we wait
    try:
        response = await respond(request)
    except asyncio.CancelledError:
        auditing.cancel()  # only asks: it is over further down
        raise
    finally:
        # Whatever happened above: wait for its end, and hear of its failure. A cancel that comes here goes on into the audit,
        # and then comes out again.
        await auditing
    return response
