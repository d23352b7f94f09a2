# Takes every cancel for the deadline's, and swallows it.
# fails: A cancel of the caller is no timeout
import asyncio


async def quote(fetch_price, cached, deadline):
    limit = asyncio.timeout(deadline)
    try:
        async with limit:
            return await fetch_price()
    except asyncio.CancelledError:
        return cached
    except TimeoutError:
        if not limit.expired():
            raise
        return cached
