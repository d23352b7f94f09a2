# When it is cancelled, it lets the audit run to its end.
# fails: Cancelled, it stops both, and says so

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        return await respond(request)
    finally:
        await auditing
