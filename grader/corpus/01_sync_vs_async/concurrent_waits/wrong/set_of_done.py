# The drinks come in the order in which callbacks saw them.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    drinks = []

    async def one(order):
        drinks.append(await brew(order))

    async with asyncio.TaskGroup() as group:
        for order in orders:
            group.create_task(one(order))
    return drinks
