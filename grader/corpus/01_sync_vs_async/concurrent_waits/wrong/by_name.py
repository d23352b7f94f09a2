# The same drink ordered twice is brewed once only.
# fails: The drinks come in the order of the orders
# kind: odd-values

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = {order: group.create_task(brew(order)) for order in set(orders)}
    return [tasks[order].result() for order in orders]
