# After a failure it waits for the others, and a cancellation ends that waiting.
# fails: Cancelled where an order fails, it stops just as well
# kind: cancel-meets-failure, cancel-on-an-unplayed-path

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
