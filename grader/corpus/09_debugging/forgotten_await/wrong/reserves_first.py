# It reserves before it knows whether there is anything to reserve.
# fails: What is sold out is not sold, and only that

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    await reserve(item)
    if not await in_stock(item):
        return "sold out"
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
