# All start at once, but are awaited in order: the failure of the last is seen when the first is done.
# fails: After a failure, the other orders are stopped

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
