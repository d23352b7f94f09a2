# Right: with no time at all it doesn't even call the fetch; else it asks the timeout itself whether it expired.
import asyncio


async def quote(fetch_price, cached, deadline):
    if deadline <= 0:
        return cached
    clock = asyncio.timeout(deadline)
    try:
        async with clock:
            cached = await fetch_price()
    except TimeoutError as error:
        if error.__cause__ is None or not clock.expired():
            raise
    return cached
