# Two hundred at a time, not all.
# fails: Any number of orders will do
# kind: own-number-limit

import asyncio


async def brew_all(brew, orders):
    slots = asyncio.Semaphore(200)

    async def one(order):
        async with slots:
            return await brew(order)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(order)) for order in orders]
    return [task.result() for task in tasks]
