# A drink that could not be made is left out, and nobody hears why.
# fails: A failure reaches the caller

import asyncio


async def brew_all(brew, orders):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(brew(order)) for order in orders]
    except* Exception as failed:
        print("something went wrong:", failed.exceptions)
    return [task.result() for task in tasks if not task.cancelled() and not task.exception()]
