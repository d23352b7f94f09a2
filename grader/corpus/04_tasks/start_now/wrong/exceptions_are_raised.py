# A response that is an exception object is raised.
# fails: Each is called once, and `handle` returns what `respond` gave
# kind: odd-values

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    outcomes = await asyncio.gather(audit(request), respond(request), return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes[1]
