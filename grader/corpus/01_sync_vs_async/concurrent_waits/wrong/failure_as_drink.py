# A failure is handed out as if it were a drink.
# fails: A failure reaches the caller

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
