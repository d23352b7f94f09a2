# Cancelled, it raises TimeoutError.
# fails: A cancel of the caller is no timeout
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(deadline) as limit:
            return await fetch_price()
    except asyncio.CancelledError as cancel:
        raise TimeoutError("no price") from cancel
    except TimeoutError:
        if limit.expired():
            return cached
        raise
