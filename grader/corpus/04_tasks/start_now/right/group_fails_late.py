# Right: a task group with a gate, so that nothing fails in it before both are over; failures come in an ExceptionGroup.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    over = {audit: asyncio.Event(), respond: asyncio.Event()}

    async def patient(step: Step, other: Step) -> Any:
        try:
            return await step(request)
        except Exception:
            over[step].set()
            await over[other].wait()
            raise
        finally:
            over[step].set()

    async with asyncio.TaskGroup() as group:
        group.create_task(patient(audit, respond))
        responding = group.create_task(patient(respond, audit))
    return responding.result()
