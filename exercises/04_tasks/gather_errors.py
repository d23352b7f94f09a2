"""Keep every outcome: what came, and what failed.

`await download(url)` takes its time, and gives a content, or fails. Call it once for each of `urls`, for all of them at the
same time. No URL is there twice; there may be none at all.

- Return a pair of dicts, `(ok, failed)`, as soon as the last download is over.
- `ok`: url → content, for each download that succeeded. A content may be anything but an exception; also None, or empty.
- `failed`: url → exception, for each that failed: the exception itself, of whatever class it is.
- Both are in the order of `urls`, whichever download is over first.
- A download that fails stops none of the others. All of them may fail.
- When `download_all` is cancelled, that is no failed download. Stop all downloads at once, and wait until they have cleaned
  up. Then CancelledError reaches the caller.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any


async def download_all(download: Callable[[str], Awaitable[Any]], urls: Sequence[str]) -> tuple[dict[str, Any], dict[str, BaseException]]:
    """Download all URLs at the same time; return the contents by URL, and the exceptions by URL."""
    # TODO: keep every outcome, the good and the bad, under the URL it belongs to.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: four downloads of one to four seconds, two of which fail."""

    async def download(url: str) -> str:
        print(f"{url} …")
        await asyncio.sleep(len(url))
        if "!" in url:
            print(f"{url} failed")
            raise ConnectionError(f"nobody answers at {url}")
        print(f"{url} is there")
        return f"the page {url}"

    ok, failed = await download_all(download, ["wiki", "a", "ba!", "b!"])
    print(f"ok: {ok}")
    print(f"failed: {failed}")


if __name__ == "__main__":
    asyncio.run(demo())
