# Two at a time, not all.
# fails: All orders are brewed at the same time

import asyncio


async def brew_all(brew, orders):
    slots = asyncio.Semaphore(2)

    async def one(order):
        async with slots:
            return await brew(order)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(order)) for order in orders]
    return [task.result() for task in tasks]
