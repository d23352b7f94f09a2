"""A commit that can't be cancelled: the reference."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def save(commit: Callable[[Any], Awaitable[Any]], record: Any) -> Any:
    """Commit the record and return the result; once begun, the commit completes, whoever is cancelled."""
    committing = asyncio.ensure_future(commit(record))  # a task of its own: what cancels us doesn't cancel it
    try:
        return await asyncio.shield(committing)
    except asyncio.CancelledError as cancelled:
        while not committing.done():  # each further cancel ends only this wait, never the commit
            try:
                await asyncio.wait([committing])
            except asyncio.CancelledError:
                continue  # one is enough for the caller
        if failure := committing.exception():
            raise cancelled from failure  # a shield that was cancelled tells nobody
        raise
