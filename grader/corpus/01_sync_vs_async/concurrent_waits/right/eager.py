# Right: eager tasks (3.12) start to brew before the group begins to wait.
#
# python: 3.12

import asyncio


async def brew_all(brew, orders):
    loop = asyncio.get_running_loop()
    drinks = {}

    async def barista(number, order):
        drinks[number] = await brew(order)

    tasks = {asyncio.Task(barista(n, o), loop=loop, eager_start=True) for n, o in enumerate(orders)}
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        [task.cancel() for task in tasks]
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    return [drinks[n] for n in sorted(drinks)]
