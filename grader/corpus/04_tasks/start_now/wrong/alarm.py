# An alarm for days later cancels whatever its caller does by then.
# fails: Cancelled, it stops both, and says so
# kind: outlives-the-call

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    asyncio.get_running_loop().call_later(10**6, asyncio.current_task().cancel)
    tasks = auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    await asyncio.gather(*tasks, return_exceptions=True)
    auditing.result()
    return responding.result()
