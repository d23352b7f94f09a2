# Every TimeoutError is taken for the deadline's, also the fetch's own: the way timeouts are usually shown.
# fails: A failure of the fetch is not your deadline
# kind: failure-types
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(deadline):
            return await fetch_price()
    except TimeoutError:
        return cached
