# reserve is started, and not awaited: the rest does not wait for it, nor hears of its failure.
# fails: First the item is reserved

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    task = asyncio.create_task(reserve(item))
    task.set_name("reserve")
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
