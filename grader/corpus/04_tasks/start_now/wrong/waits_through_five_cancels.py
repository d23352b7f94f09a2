# It waits for the cleaning up through five cancellations, and no more.
# fails: Cancelled, it stops both, and says so
# kind: own-number-limit, cancelled-again

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
        for _ in range(5):
            try:
                await asyncio.wait(tasks)
            except asyncio.CancelledError:
                continue
        raise
    auditing.result()
    return responding.result()
