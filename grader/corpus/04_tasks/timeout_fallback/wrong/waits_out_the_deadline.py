# Sleeps until the deadline in any case, then looks whether the price is there.
# fails: A price is returned the moment it is there
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(fetch_price())
            await asyncio.sleep(deadline)
            task.cancel()
    except ExceptionGroup as group:
        raise group.exceptions[0]
    return cached if task.cancelled() else task.result()
