# Lets the deadline's TimeoutError out.
# fails: At the deadline it gives up
import asyncio


async def quote(fetch_price, cached, deadline):
    async with asyncio.timeout(deadline):
        return await fetch_price()
