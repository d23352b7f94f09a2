# Each order gets a task, which is awaited at once: still one after the other.
# fails: All orders are brewed at the same time
# kind: points-for-nothing

import asyncio


async def brew_all(brew, orders):
    drinks = []
    for order in orders:
        task = asyncio.create_task(brew(order))
        drinks.append(await task)
    return drinks
