# Right: eager tasks (3.12): both begin before the tasks are even returned.
#
# python: 3.12

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    loop = asyncio.get_running_loop()
    auditing, responding = (asyncio.Task(step(request), loop=loop, eager_start=True) for step in (audit, respond))
    try:
        await asyncio.gather(auditing, responding, return_exceptions=True)
    except asyncio.CancelledError as reason:
        raise reason from None
    return [auditing.result(), responding.result()][1]
