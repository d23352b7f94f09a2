# All calls share fifty slots.
# fails: Many requests can be handled at the same time
# kind: own-number-limit

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


slots = asyncio.Semaphore(50)


async def handle(request: str, audit: Step, respond: Step) -> Any:
    async with slots:
        auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
        await asyncio.gather(auditing, responding, return_exceptions=True)
        auditing.result()
        return responding.result()
