"""Results as they come: the reference."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any

Download = Callable[[str], Coroutine[Any, Any, Any]]


async def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    """Download all `urls` at the same time; yield each `(url, result)` as soon as it is there."""

    async def pair(url: str) -> tuple[str, Any]:
        return url, await download(url)  # as_completed does not say which task it was, so the result carries its URL

    # No TaskGroup around a `yield`: a failure would cancel the reader, in the middle of whatever it does with the last pair.
    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:  # read to the end, a failure, a cancel, or aclose()
        for task in tasks:
            task.cancel()
        # Cancelled itself, a gather still waits for all of them; `wait` would leave at once.
        await asyncio.gather(*tasks, return_exceptions=True)
