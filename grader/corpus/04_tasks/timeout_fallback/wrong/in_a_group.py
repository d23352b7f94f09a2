# The fetch's failure leaves inside an ExceptionGroup.
# fails: A failure of the fetch is not your deadline
import asyncio


async def quote(fetch_price, cached, deadline):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(fetch_price())
        await asyncio.wait([task], timeout=deadline)
        task.cancel()
    return cached if task.cancelled() else task.result()
