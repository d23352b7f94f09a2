"""The fastest one wins: the reference."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    """Ask all mirrors at once; return the result of the first one that succeeds."""
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures: list[Exception] = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception as failure:  # noqa: BLE001 - any failure; a cancel is no Exception, and goes on to the caller
                failures.append(failure)
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        # Cancelled itself, a gather still waits for all of them; what they raise meanwhile is of no interest any more.
        await asyncio.gather(*tasks, return_exceptions=True)
