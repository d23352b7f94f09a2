# The caller gets another exception, which says nothing of the first.
# fails: A failure reaches the caller

import asyncio


async def brew_all(brew, orders):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(brew(order)) for order in orders]
    except ExceptionGroup:
        raise RuntimeError("a drink could not be made") from None
    return [task.result() for task in tasks]
