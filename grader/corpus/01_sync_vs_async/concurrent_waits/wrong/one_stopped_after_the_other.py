# It cancels an order, waits until that has cleaned up, and then cancels the next.
# fails: After a failure, the other orders are stopped
# kind: stops-late

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
