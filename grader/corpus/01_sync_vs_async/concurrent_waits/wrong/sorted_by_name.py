# The drinks come sorted by the name of the order.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [(order, group.create_task(brew(order))) for order in orders]
    return [task.result() for _, task in sorted(tasks, key=lambda one: one[0])]
