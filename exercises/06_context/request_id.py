"""The right request id everywhere.

A server handles many requests at once. Whatever runs for one of them may want to write its id into the log. Nobody passes
the id through every call: `current_id()` tells it anywhere.

- `query` is an async function. `await handle(rid, query)` awaits `query()`, and ends as that ends: with its result, its failure, or its
  cancellation.
- Meanwhile `rid` is the current id, in `query` and in all that it calls and awaits.
- It is also current in tasks that are started there, and in theirs, for as long as they live.
- Requests that are handled at once, each in a task of its own, see their own ids. None waits for another.
- A query may handle a request itself: there the inner id is current.
- After a request, however it ended, the current id of its caller is what it was before.
- Outside of every request, `current_id()` is "-".
- Open: what other threads see.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


def current_id() -> str:
    """Return the id of the request for which this code runs; "-" outside of any."""
    # TODO: where does the id live, so that each request finds its own?
    raise NotImplementedError


async def handle(rid: str, query: Callable[[], Awaitable[Any]]) -> Any:
    """Await `query()`, with `rid` as the current id; return its result."""
    # TODO: make rid the current id, for this request and for nobody else.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: two requests at once, one of which writes its log in a task of its own."""

    def log(text: str) -> None:
        print(f"[{current_id()}] {text}")

    async def audit() -> None:
        await asyncio.sleep(0.5)
        log("audited, in another task")

    async def browse() -> str:
        log("reading the catalogue …")
        await asyncio.sleep(1)
        log("read")
        return "12 books"

    async def order() -> str:
        log("taking the order …")
        auditing = asyncio.create_task(audit())
        await asyncio.sleep(1)
        await auditing
        log("taken")
        return "order 7"

    log("before")
    print(await asyncio.gather(handle("REQ-1", browse), handle("REQ-2", order)))
    log("after")


if __name__ == "__main__":
    asyncio.run(demo())
