"""A fresh price in time, or else the cached one: the reference."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def quote(fetch_price: Callable[[], Awaitable[Any]], cached: Any, deadline: float) -> Any:
    """Return the price that `fetch_price` gives within `deadline` seconds, else `cached`."""
    try:
        async with asyncio.timeout(deadline) as limit:  # no task of our own: a cancel goes straight into the fetch
            return await fetch_price()
    except TimeoutError:
        if not limit.expired():  # the fetch's own TimeoutError: a failure like any other
            raise
        return cached
