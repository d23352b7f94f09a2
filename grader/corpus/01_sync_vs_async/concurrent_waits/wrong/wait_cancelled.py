# asyncio.wait does not cancel the tasks that it waits for: cancelled, it leaves them brewing.
# fails: Cancelled, it stops all brewing, and says so

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    if tasks:
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending)
        for task in done:
            task.result()
    return [task.result() for task in tasks]
