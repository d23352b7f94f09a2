# It waits with time.sleep, and the whole event loop waits with it.
# fails: The event loop is never blocked

import asyncio
import time


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0)
            time.sleep(0.05)
    return [task.result() for task in tasks]
