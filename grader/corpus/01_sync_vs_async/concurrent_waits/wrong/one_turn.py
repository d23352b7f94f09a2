# It lets the tasks start, and returns before they are done.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    await asyncio.sleep(0)
    return [task.result() if task.done() else None for task in tasks]
