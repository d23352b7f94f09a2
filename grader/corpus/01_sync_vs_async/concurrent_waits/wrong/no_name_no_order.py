# An order without a name is taken for none.
# fails: The drinks come in the order of the orders
# kind: odd-values

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders if order]
    return [task.result() for task in tasks]
