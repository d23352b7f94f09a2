# With return_exceptions=True a failure is returned as if it were a page.
# fails: A failure is raised in an ExceptionGroup

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    return dict(zip(urls, await asyncio.gather(*map(fetch, urls), return_exceptions=True), strict=True))
