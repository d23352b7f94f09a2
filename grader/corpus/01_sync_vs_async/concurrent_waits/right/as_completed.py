# Right: as_completed, with each drink put in its place.

import asyncio


async def brew_all(brew, orders):
    drinks = [None] * len(orders)

    async def one(place, order):
        drinks[place] = await brew(order)

    tasks = [asyncio.ensure_future(one(place, order)) for place, order in enumerate(orders)]
    try:
        for finished in asyncio.as_completed(tasks):
            await finished
    except BaseException as reason:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise reason
    return drinks
