# After a failure the other orders are brewed to their end.
# fails: After a failure, the other orders are stopped

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        drinks = await asyncio.gather(*tasks, return_exceptions=True)
        for drink in drinks:
            if isinstance(drink, Exception):
                raise drink
        return drinks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
