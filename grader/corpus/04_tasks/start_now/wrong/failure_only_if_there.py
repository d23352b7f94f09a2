# It looks at the audit's failure only if that is there when the response is.
# fails: A failure reaches the caller

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    auditing = asyncio.create_task(audit(request))
    try:
        response = await respond(request)
        if auditing.done():
            auditing.result()
        return response
    except asyncio.CancelledError:
        auditing.cancel()
        raise
    finally:
        await asyncio.gather(auditing, return_exceptions=True)
