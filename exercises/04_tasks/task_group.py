"""All or nothing.

`fetch` is an async function: `await fetch(url)` takes its time, and gives a page. Fetch all `urls` at the same time, however many
there are. Return a dict: each url and its page, in the order of `urls`. No url comes twice; there may be none at all.

A dict with holes in it is of no use to anybody, so it is all or nothing:
- If a fetch fails, the others are cancelled at once. They may take a while to clean up: let them finish, and don't cancel them again.
- When all are over, an `ExceptionGroup` is raised, also where only one has failed.
- In the group, or in groups inside of it, is every failure, and nothing else. A cancelled fetch may fail, too, while it cleans up.
  To be cancelled is no failure.
- If `fetch_all` is cancelled, all fetches are cancelled at once. `fetch_all` ends when they have cleaned up.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    """Fetch all urls at the same time; return their pages by url. If one fails, stop the others, and raise what failed."""
    # TODO: start all the fetches in such a way that none of them can outlive this function.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: three pages that are there, then three of which one is not."""
    seconds = {"/home": 1, "/news": 3, "/shop": 2, "/lost": 1.5}

    async def fetch(url: str) -> str:
        print(f"  {url} ...")
        try:
            await asyncio.sleep(seconds[url])
        except asyncio.CancelledError:
            print(f"  {url} was cancelled, and hangs up ...")
            await asyncio.sleep(0.5)
            print(f"  {url} has hung up")
            raise
        if url == "/lost":
            print(f"  {url} fails")
            raise LookupError(f"there is no {url}")
        print(f"  {url} is there")
        return f"the page of {url}"

    for urls in [["/home", "/news", "/shop"], ["/home", "/news", "/lost"]]:
        print(urls)
        try:
            print("got", await fetch_all(fetch, urls))
        except ExceptionGroup as group:
            print("got none, since:", group.exceptions)


if __name__ == "__main__":
    asyncio.run(demo())
