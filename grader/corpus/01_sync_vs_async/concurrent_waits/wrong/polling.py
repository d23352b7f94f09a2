# It looks twice a second whether all is ready.
# fails: All orders are brewed at the same time
# kind: polling

import asyncio


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0.5)
    return [task.result() for task in tasks]
