# The drinks come as they are ready.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return [await drink for drink in asyncio.as_completed(tasks)]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
