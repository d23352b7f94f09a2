# It pauses a moment before each start.
# fails: All orders are brewed at the same time

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = []
        for order in orders:
            tasks.append(group.create_task(brew(order)))
            await asyncio.sleep(0.5)
    return [task.result() for task in tasks]
