# Sleeps until the deadline with time.sleep: the fetch can't even begin meanwhile.
# fails: A price is returned the moment it is there
import asyncio
import time


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        time.sleep(deadline)
        await asyncio.sleep(0)
        return task.result() if task.done() else cached
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
