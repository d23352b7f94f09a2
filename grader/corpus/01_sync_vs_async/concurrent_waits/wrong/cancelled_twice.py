# asyncio.wait until something fails; then the rest is cancelled. A second cancellation ends the waiting for their cleanup.
# fails: Cancelled, it stops all brewing, and says so
# kind: cancelled-again

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    if not tasks:
        return []
    try:
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    for task in done:
        if task.exception():
            raise task.exception()
    return [task.result() for task in tasks]
