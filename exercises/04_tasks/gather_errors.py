"""Keep every outcome: what came, and what failed.

`download` is an async function that takes a URL; `urls` is a list of them, none twice. Call `download(url)` once for each,
all at the same time, and return a pair of dicts, `(ok, failed)`:

- `ok`: url → content, for each download that succeeded. A content may be empty, or `None`.
- `failed`: url → exception, for each that failed: the exception itself, whatever kind of `Exception` it is. (Where you put
  a download that was cancelled by itself is up to you.)
- Both are in the order of `urls`, whichever download is over first.

A download that fails stops none of the others. The pair is there as soon as the last download is over. All of them may
fail, or none; without any URLs both dicts are empty.

- Pass cancellation on: when `download_all` is cancelled, that is no failed download: `CancelledError` reaches the caller.
- Finish what you start: cancelled, it stops all downloads at once. A cancelled download may take a while to clean up:
  `download_all` ends after that, and not before, even if somebody cancels it a second time meanwhile.
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
