# A task group for each order: each group waits for its only task.
# fails: All orders are brewed at the same time

import asyncio


async def brew_all(brew, orders):
    drinks = []
    for order in orders:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(brew(order))
        drinks.append(task.result())
    return drinks
