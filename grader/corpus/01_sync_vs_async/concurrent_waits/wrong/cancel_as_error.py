# Cancelled, it raises an exception of its own.
# fails: Cancelled, it stops all brewing, and says so

import asyncio


async def brew_all(brew, orders):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(brew(order)) for order in orders]
    except asyncio.CancelledError:
        raise RuntimeError("the bar was closed") from None
    return [task.result() for task in tasks]
