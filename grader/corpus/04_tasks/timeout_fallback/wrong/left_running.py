# Gives up on the fetch, and lets it run on.
# fails: At the deadline it gives up
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    await asyncio.wait([task], timeout=deadline)
    return task.result() if task.done() else cached
