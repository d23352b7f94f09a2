# Right: both are shielded in a loop, so that this function decides what a cancel does to them.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    steps = auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    cancelled: asyncio.CancelledError | None = None
    for step in steps:
        while not step.done():
            try:
                await asyncio.shield(step)
            except asyncio.CancelledError as error:
                if not step.cancelled():
                    cancelled = error
                    for one in steps:
                        one.cancel()
            except Exception:
                break
    if cancelled:
        raise cancelled
    auditing.result()
    return responding.result()
