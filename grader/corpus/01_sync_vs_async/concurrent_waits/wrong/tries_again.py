# An order that fails is brewed once more, and the others go on meanwhile.
# fails: After a failure, the other orders are stopped

import asyncio


async def brew_all(brew, orders):
    async def one(order):
        try:
            return await brew(order)
        except Exception:
            return await brew(order)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(order)) for order in orders]
    return [task.result() for task in tasks]
