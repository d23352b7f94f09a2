# With a deadline of 0 it takes a way of its own, on which a cancel is lost while the fetch cleans up.
# fails: A cancel of the caller is no timeout
# kind: cancel-on-an-unplayed-path
import asyncio
import contextlib


async def quote(fetch_price, cached, deadline):
    if deadline <= 0:
        task = asyncio.create_task(fetch_price())
        await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
        return cached
    try:
        async with asyncio.timeout(deadline) as limit:
            return await fetch_price()
    except TimeoutError:
        if not limit.expired():
            raise
        return cached
