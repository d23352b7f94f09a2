# It sets an alarm for an hour, which still rings when all has long been brewed.
# fails: Cancelled, it stops all brewing, and says so
# kind: outlives-the-call

import asyncio


async def brew_all(brew, orders):
    asyncio.get_running_loop().call_later(10**6, asyncio.current_task().cancel)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return [task.result() for task in tasks]
