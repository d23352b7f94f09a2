# All calls share one mailbox, and read each other's drinks in it.
# fails: Any number of orders will do
# kind: shared-between-calls

import asyncio

mailbox = asyncio.Queue()


async def brew_all(brew, orders):
    async def barista(place, order):
        mailbox.put_nowait((place, await brew(order)))

    async with asyncio.TaskGroup() as group:
        for place, order in enumerate(orders):
            group.create_task(barista(place, order))
        drinks = dict([await mailbox.get() for _ in orders])
    return [drinks[place] for place in range(len(orders))]
