# While all is being brewed it pauses with time.sleep: nothing takes longer, but everything else stands still.
# fails: The event loop is never blocked

import asyncio
import time


async def brew_all(brew, orders):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
        await asyncio.sleep(0)
        if tasks:
            time.sleep(0.3)
    return [task.result() for task in tasks]
