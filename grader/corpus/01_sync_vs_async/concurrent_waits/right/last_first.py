# Right: the last order is started first, and a plain exception leaves.

import asyncio


async def brew_all(brew, orders):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(brew(order)) for order in reversed(orders)]
    except* Exception as failed:
        reason = failed.exceptions[0]
    else:
        return [task.result() for task in reversed(tasks)]
    raise reason
