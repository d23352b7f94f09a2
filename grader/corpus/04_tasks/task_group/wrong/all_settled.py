# The failures are collected, and raised when all the others have run to their end.
# fails: A failure stops the others at once

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    outcomes = await asyncio.gather(*map(fetch, urls), return_exceptions=True)
    failures = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    if failures:
        raise ExceptionGroup("failed", failures)
    return dict(zip(urls, outcomes, strict=True))
