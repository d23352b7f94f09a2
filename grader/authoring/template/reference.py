"""Reference solution of $chapter/$name."""

import asyncio
from collections.abc import Awaitable, Callable


async def fetch_both(fetch: Callable[[str], Awaitable[str]]) -> list[str]:
    """Fetch left and right at the same time."""
    try:
        async with asyncio.TaskGroup() as group:  # AUTHOR: say why, briefly: it stops the other one, and waits until it has cleaned up
            tasks = [group.create_task(_one(fetch, side)) for side in ("left", "right")]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]


async def _one(fetch: Callable[[str], Awaitable[str]], side: str) -> str:
    return await fetch(side)
