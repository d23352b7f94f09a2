# gather alone: it raises the first failure bare and at once, and leaves the others running.
# fails: A failure stops the others at once

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    return dict(zip(urls, await asyncio.gather(*map(fetch, urls)), strict=True))
