# Calls the fetch twice, and takes the price that comes first.
# fails: A price is returned the moment it is there
import asyncio


async def quote(fetch_price, cached, deadline):
    tasks = [asyncio.create_task(fetch_price()) for _ in range(2)]
    try:
        done, _ = await asyncio.wait(tasks, timeout=deadline, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result() if done else cached
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
