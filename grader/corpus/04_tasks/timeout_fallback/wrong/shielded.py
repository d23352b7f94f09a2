# The fetch is shielded from its own timeout, so it runs on.
# fails: At the deadline it gives up
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        return await asyncio.wait_for(asyncio.shield(task), deadline)
    except TimeoutError:
        if task.done():
            raise
        return cached
