# A drink that is an exception object is raised.
# fails: The drinks come in the order of the orders
# kind: odd-values

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    drinks = [task.result() for task in tasks]
    for drink in drinks:
        if isinstance(drink, Exception):
            raise drink
    return drinks
