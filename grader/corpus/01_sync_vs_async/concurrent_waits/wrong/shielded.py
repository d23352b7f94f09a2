# Cancelled, it brews all orders to their end before it says so.
# fails: Cancelled, it stops all brewing, and says so

import asyncio


async def brew_all(brew, orders):
    async def everything():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(brew(order)) for order in orders]
        return [task.result() for task in tasks]

    work = asyncio.create_task(everything())
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise
