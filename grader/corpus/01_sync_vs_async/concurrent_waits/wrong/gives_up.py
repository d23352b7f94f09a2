# It gives up after two seconds, which nobody had asked for.
# fails: The drinks come in the order of the orders
# kind: own-time-limit

import asyncio


async def brew_all(brew, orders):
    async with asyncio.timeout(2), asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return [task.result() for task in tasks]
