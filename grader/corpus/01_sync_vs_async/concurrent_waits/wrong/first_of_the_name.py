# It looks up where a name comes first: of a drink ordered twice, it gives the first cup twice.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return [tasks[orders.index(order)].result() for order in orders]
