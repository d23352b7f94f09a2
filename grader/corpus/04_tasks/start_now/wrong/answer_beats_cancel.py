# Cancelled, it returns the response, if that is there all the same.
# fails: Cancelled, it stops both, and says so
# kind: cancel-meets-failure

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    tasks = auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    try:
        await asyncio.gather(*tasks, return_exceptions=True)
    except asyncio.CancelledError:
        if responding.cancelled() or responding.exception():
            raise
    auditing.result()
    return responding.result()
