# Looks every tenth of a second whether the price is there.
# fails: A price is returned the moment it is there
# kind: polling
import asyncio


async def quote(fetch_price, cached, deadline):
    loop = asyncio.get_running_loop()
    end = loop.time() + deadline
    task = asyncio.create_task(fetch_price())
    try:
        while not task.done() and loop.time() < end:
            await asyncio.sleep(min(0.1, end - loop.time()))
        return task.result() if task.done() else cached
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
