"""All or nothing.

`fetch` is an async function: `await fetch(url)` takes its time, and gives a page. Fetch every one of `urls` (none of them comes
twice), all at the same time, and return a dict: each url and its page, in the order of `urls`. There may be no urls at all.

A dict with holes in it is of no use to anybody, so it is all or nothing:

- If a fetch fails, all the others that are still at work are cancelled at once.
- When they are over, and not before, an `ExceptionGroup` is raised. A cancelled fetch may clean up first, which may take
  a while: let it finish, and don't cancel it once more, also if another one fails meanwhile.
- In the group (or in groups inside of it) is every failure, also where it is the only one: several fetches may fail in the
  same moment, and a cancelled one may fail while it cleans up. Nothing else is in there: to be cancelled is no failure.
- If `fetch_all` itself is cancelled, all fetches are cancelled at once, and when they are over, `CancelledError` reaches
  the caller.
- However `fetch_all` ends, nothing of it is at work any more by then, also when it is cancelled again while the fetches clean up.
  (Whether that second cancel disturbs their cleaning up, is up to you; and so is what reaches the caller if a failure and a
  cancel of `fetch_all` come together.)
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
