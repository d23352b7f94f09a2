# When one has failed, it waits for the other one, and a cancel that comes then isn't passed on.
# fails: Cancelled where one fails, it stops just as well
# kind: cancel-meets-failure, cancel-on-an-unplayed-path

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    responding = asyncio.create_task(respond(request))
    try:
        await asyncio.gather(auditing, responding)
    except Exception:
        await asyncio.wait([auditing, responding])
        for task in (auditing, responding):
            task.exception()
        raise
    except asyncio.CancelledError:
        await asyncio.gather(auditing, responding, return_exceptions=True)
        raise
    return responding.result()
