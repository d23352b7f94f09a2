# Cancelled orders have half a minute to clean up; then they are cancelled again.
# fails: After a failure, the other orders are stopped
# kind: own-time-limit

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        try:
            async with asyncio.timeout(30):
                await asyncio.gather(*tasks, return_exceptions=True)
        except TimeoutError:
            print("the coffee machine is still dirty")
