"""Results as they come.

`download` is an async function: `await download(url)` takes its time, and gives the result. Start downloading all of `urls`
together, when the first pair is asked for, and give each `(url, result)` to the reader the moment that download is
complete: whichever is complete first comes first. `stream` is an async generator: its reader says
`async for url, result in stream(download, urls)`.

- Every entry of `urls` is a download of its own, also when the same URL is there twice. There may be none at all.
  Any result is one, also `None`.
- The reader may take its time between two pairs. Meanwhile the downloads go on; what is complete by then waits for the
  reader, in the order of completion. (In which order two pairs come that were complete at the same instant, is left open.)
- A download that fails has its turn in that order, too: its exception reaches the reader as it is, at the point where the
  reader asks for the next pair, and that is the end of the stream. What the reader does between two pairs, no failure disturbs.
- The reader may stop early, also before the first pair, and call `aclose()`; or it is cancelled, while it waits for a pair or
  later. `aclose()` does not fail, not even when a download fails while it cleans up; `CancelledError` always reaches the
  reader: also just when a pair is there, and while the stream is being closed.
- However the stream ends, by then nothing of it is at work any more: the other downloads are cancelled at once, and have
  cleaned up, which may take a while. That also holds when the reader is cancelled a second time meanwhile.
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
