# Audits are kept in the module, by request: of two equal requests, the second makes none.
# fails: Many requests can be handled at the same time
# kind: odd-values, shared-between-calls

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


_audits: dict[str, "asyncio.Task[Any]"] = {}


async def handle(request: str, audit: Step, respond: Step) -> Any:
    """Answer the request with what `respond` gives, and let `audit` run at the same time."""
    if request not in _audits:
        _audits[request] = asyncio.create_task(audit(request))
        _audits[request].add_done_callback(lambda _: _audits.pop(request, None))
    auditing = _audits[request]
    responding = asyncio.create_task(respond(request))
    await asyncio.gather(auditing, responding, return_exceptions=True)
    auditing.result()
    return responding.result()


