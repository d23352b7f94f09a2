# A cancel that comes together with the deadline is taken for it, and swallowed.
# fails: A cancel of the caller is no timeout
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(deadline) as limit:
            return await fetch_price()
    except (TimeoutError, asyncio.CancelledError):
        if limit.expired():
            return cached
        raise
