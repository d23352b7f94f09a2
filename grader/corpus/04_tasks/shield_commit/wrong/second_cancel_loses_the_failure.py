# Keeps the failure of the commit as the cause of the first cancel; where a second one comes, that one is raised, without a cause.
# fails: A failure after a cancel is not lost
# kind: cancelled-again, cancel-meets-failure

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancels = []
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancels.append(error)
    if len(cancels) > 1:
        task.exception()
        raise cancels[-1] from None
    if cancels:
        raise cancels[0] from task.exception()
    return task.result()
