"""Results as they come.

`await download(url)` takes its time, and gives a result. `stream` is an async generator; its reader says
`async for url, result in stream(download, urls)`.

- When the first pair is asked for, start the downloads of all `urls`, all at once. There may be none.
- Give each `(url, result)` to the reader the moment that download is complete. Whichever is complete first comes first.
- The reader may take its time between two pairs. The downloads go on, and wait for it in the order of completion.
  No failure disturbs it meanwhile.
- A download that fails has its turn in that order, too. Its exception reaches the reader as it is, where it asks for the
  next pair; that ends the stream.
- The stream ends early when a download fails, when the reader is cancelled, or when it calls `aclose()`, also before the
  first pair. Then cancel all other downloads at once, and wait until they have cleaned up.
- `aclose()` does not fail: nobody asks any more what became of the other downloads.
- A cancel reaches the reader as CancelledError: also when a pair is just there, and while the stream is being closed.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import aclosing
from typing import Any

Download = Callable[[str], Coroutine[Any, Any, Any]]


async def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    """Download all `urls` at the same time; yield each `(url, result)` as soon as it is there."""
    # TODO: start all downloads, and yield a pair whenever one of them is complete.
    raise NotImplementedError
    yield  # a function with `yield` in it is a generator


async def demo() -> None:
    """Watch it: four downloads, of which the reader wants the first two only."""
    seconds = {"/video": 4, "/photo": 1, "/song": 2, "/map": 3}

    async def download(url: str) -> str:
        print(f"  {url} ...")
        try:
            await asyncio.sleep(seconds[url])
        except asyncio.CancelledError:
            await asyncio.sleep(0.5)
            print(f"  {url} was cancelled, and has cleaned up")
            raise
        return f"{seconds[url]} MB"

    async with aclosing(stream(download, list(seconds))) as pairs:  # calls pairs.aclose() at the end
        wanted = 2
        async for url, result in pairs:
            print(f"{url}: {result}")
            wanted -= 1
            if not wanted:
                break
    print("the stream is closed")


if __name__ == "__main__":
    asyncio.run(demo())
