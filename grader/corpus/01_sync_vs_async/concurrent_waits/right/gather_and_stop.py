# Right: gather, and whatever happens every task is stopped and awaited.

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
