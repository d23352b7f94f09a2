# It gives up after two seconds, which nobody had asked for.
# fails: When it returns, each order has been brewed once

import asyncio


async def brew_all(brew, orders):
    async with asyncio.timeout(2), asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return [task.result() for task in tasks]
