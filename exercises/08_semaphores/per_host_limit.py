"""Only so many from each host.

`fetch` is an async function that takes a url, and `urls` is a list of urls, no two of them alike. Call `fetch(url)` once for each, and
return a list of what came back, in the order of `urls`. From the same host never fetch more than `per_host` at the same time. Beyond
that nothing waits: whenever a host has fewer than `per_host` fetches at work, and a url of that host is waiting, one starts at once,
whatever goes on at other hosts.

- A url's host is what stands between `//` and the next `/`, and every url has both: `http://cats.example/1` and
  `https://cats.example/a/2` are of the same host, `https://img.cats.example/1` is of another one. Which url of a host goes first
  is up to you.
- `per_host` is 1 or more (2, if it is not given), and may be larger than the number of urls. There may be no urls at all.
- Each call of `fetch_all` counts for itself, also when several calls run at the same time.
- If a fetch fails, its exception leaves `fetch_all` just as it is (not in an `ExceptionGroup`), and everything else stops at once,
  at all hosts: fetches that run are cancelled, and none starts later. (One may still start in the very moment of the failure; it is then
  cancelled like the others.)
- If `fetch_all` is cancelled, everything stops in the same way, and `CancelledError` reaches the caller.
- However `fetch_all` ends, nothing of it is at work any more by then. A cancelled fetch may take a while to clean up: `fetch_all`
  ends after that, and not before, even if somebody cancels it a second time meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any


async def fetch_all(fetch: Callable[[str], Awaitable[Any]], urls: Sequence[str], per_host: int = 2) -> list[Any]:
    """Fetch all urls, at most `per_host` of the same host at a time; return what came back in the order of `urls`."""
    # TODO: fetch every url, but never more than `per_host` of the same host at once.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: five pages of one host, two of another; a second each."""

    async def fetch(url: str) -> str:
        print(f"fetching {url} …")
        await asyncio.sleep(1)
        print(f"{url} is here")
        return f"the page {url}"

    urls = [f"https://cats.example/{number}" for number in range(5)] + [f"https://dogs.example/{number}" for number in range(2)]
    print(await fetch_all(fetch, urls))


if __name__ == "__main__":
    asyncio.run(demo())
