# Ten at most: enough for a small table, not for forty guests.
# fails: Any number of orders will do
# kind: own-number-limit

import asyncio


async def brew_all(brew, orders):
    slots = asyncio.Semaphore(10)

    async def one(order):
        async with slots:
            return await brew(order)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(order)) for order in orders]
    return [task.result() for task in tasks]
