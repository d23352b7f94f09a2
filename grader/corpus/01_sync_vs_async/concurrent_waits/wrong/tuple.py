# It gives a tuple, not a list.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return tuple(task.result() for task in tasks)
