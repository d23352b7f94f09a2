# A cancel is put into an ExceptionGroup, as one failure more.
# fails: Cancelled, it stops both, and says so

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    tasks = [asyncio.ensure_future(step(request)) for step in (respond, audit)]
    try:
        await asyncio.gather(*tasks, return_exceptions=True)
    except asyncio.CancelledError:
        pass
    failures: list[BaseException] = []
    for task in tasks:
        if task.cancelled():
            failures.append(asyncio.CancelledError())
        elif failure := task.exception():
            failures.append(failure)
    if failures:
        raise BaseExceptionGroup("failed", failures)
    return tasks[0].result()
