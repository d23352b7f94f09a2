# Right: as_completed as an asynchronous iterator that yields the tasks themselves (3.13).
#
# python: 3.13

import asyncio


async def brew_all(brew, orders):
    places = {asyncio.create_task(brew(order)): place for place, order in enumerate(orders)}
    drinks = [None] * len(places)
    try:
        async for task in asyncio.as_completed(places):
            drinks[places[task]] = await task
    finally:
        for task in places:
            task.cancel()
        await asyncio.gather(*places, return_exceptions=True)
    return drinks
