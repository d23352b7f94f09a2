# It stops the others only after failures of the classes that it knows.
# fails: After a failure, the other orders are stopped
# kind: failure-types

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    except (OSError, ValueError, asyncio.CancelledError):
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
