# It waits for the cleaning up through five cancellations, and no more.
# fails: Cancelled where an order fails, it stops just as well
# kind: cancelled-again, own-number-limit

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        for _ in range(5):
            try:
                await asyncio.wait(tasks)
            except asyncio.CancelledError:
                continue
        raise
