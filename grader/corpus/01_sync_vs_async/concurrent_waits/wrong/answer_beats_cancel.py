# Cancelled, it returns the drinks, if all are ready all the same.
# fails: Cancelled, it stops all brewing, and says so
# kind: cancel-meets-failure

import asyncio


async def brew_all(brew, orders):
    tasks = [asyncio.create_task(brew(order)) for order in orders]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        if any(isinstance(outcome, BaseException) for outcome in outcomes):
            raise
        return outcomes
