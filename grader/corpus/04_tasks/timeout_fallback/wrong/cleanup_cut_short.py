# Cancels again and again until the fetch is over: its cleaning up never gets to its end.
# fails: Nothing goes on when quote is over
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        await asyncio.wait([task], timeout=deadline)
        if task.done():
            return task.result()
        return cached
    finally:
        while not task.done():
            task.cancel()
            await asyncio.sleep(0)
