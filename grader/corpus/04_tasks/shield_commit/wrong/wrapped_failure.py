# A TaskGroup of its own in a shielded task: the failure comes wrapped in an ExceptionGroup.
# fails: A failure reaches the caller as it is

import asyncio


async def save(commit, record):
    async def grouped():
        async with asyncio.TaskGroup() as group:
            task = group.create_task(commit(record))
        return task.result()

    task = asyncio.create_task(grouped())
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    failure = task.exception()
    if cancelled:
        raise cancelled from (failure and failure.exceptions[0])
    return task.result()
