"""Only so many from each host.

`fetch` is an async function of a url, and `urls` is a list of urls. Call `fetch(url)` once for each. Return a list of what came back, in
the order of `urls`.

- At most `per_host` fetches from the same host run at the same time. Nothing else waits: as soon as a host has fewer, and one of its urls
  waits, that starts, whatever goes on at other hosts. Which url of a host goes first is up to you.
- A url's host is what stands between `//` and the next `/`. Every url has both. `http://cats.example/1` and `https://cats.example/a/2`
  are of the same host; `http://img.cats.example/1` and `http://cats.example:8080/1` are of others.
- `per_host` is 1 or more; it is 2, if it is not given. There may be no urls at all.
- Each call of `fetch_all` counts for itself, also when several calls run at the same time.
- If a fetch fails, everything else stops at once, at all hosts. Its exception itself reaches your caller, in no `ExceptionGroup`.
- If `fetch_all` is cancelled, everything stops at once, too.
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
