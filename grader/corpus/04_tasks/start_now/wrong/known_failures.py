# Only failures of the classes that it knows leave the other one in peace.
# fails: A failure of one does not disturb the other
# kind: failure-types

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    tasks = auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    try:
        await asyncio.gather(*tasks)
    except (OSError, ValueError):
        await asyncio.gather(*tasks, return_exceptions=True)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    auditing.result()
    return responding.result()
