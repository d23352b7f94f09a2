# asyncio.wait passes no cancel on: both tasks run on.
# fails: Cancelled, it stops both, and says so

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    tasks = [asyncio.create_task(step(request)) for step in (audit, respond)]
    await asyncio.wait(tasks)
    return [task.result() for task in tasks][1]
