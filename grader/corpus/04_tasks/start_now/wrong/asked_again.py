# If the response is None, or empty, it asks once more.
# fails: Each is called once, and `handle` returns what `respond` gave
# kind: odd-values

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing, responding = asyncio.create_task(audit(request)), asyncio.create_task(respond(request))
    await asyncio.gather(auditing, responding, return_exceptions=True)
    auditing.result()
    return responding.result() or await respond(request)
