# Steps are taken as they complete; a nested coroutine gives the answer.

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async def labelled(step):
        return step is pack, await step(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(labelled(step)) for step in (pack, send_mail)]
        for ended in asyncio.as_completed(tasks):
            is_parcel, result = await ended
            if is_parcel:
                number = result
    return number
