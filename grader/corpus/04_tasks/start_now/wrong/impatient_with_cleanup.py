# Cancelled, it gives the two a minute to clean up.
# fails: Cancelled, it stops both, and says so
# kind: own-time-limit

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    tasks = auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=60)
        raise
    auditing.result()
    return responding.result()
