# Cancelled, it returns what is ready: its caller never hears of the cancellation.
# fails: Cancelled, it stops all brewing, and says so

import asyncio


async def brew_all(brew, orders):
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks += [group.create_task(brew(order)) for order in orders]
    except asyncio.CancelledError:
        pass
    return [task.result() for task in tasks if not task.cancelled()]
