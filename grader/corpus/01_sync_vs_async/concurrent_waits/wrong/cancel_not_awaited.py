# gather cancels all when it is cancelled, but ends with the first that is over: others still clean up.
# fails: Cancelled, it stops all brewing, and says so

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
