# A task group cancels the one when the other fails.
# fails: A failure of one does not disturb the other

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    async with asyncio.TaskGroup() as group:
        group.create_task(audit(request))
        responding = group.create_task(respond(request))
    return responding.result()
