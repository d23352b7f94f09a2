"""A coroutine is not a task: the reference."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    """Answer the request with what `respond` gives, and let `audit` run at the same time."""
    # From here on the loop drives both, whenever we wait.
    auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    # Told to return exceptions, `gather` ends when both have ended, whatever becomes of one. Cancelled, it cancels both.
    await asyncio.gather(auditing, responding, return_exceptions=True)
    auditing.result()  # raises, if the audit failed
    return responding.result()
