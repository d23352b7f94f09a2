# It waits for the answer, and then doesn't look at it.
# fails: What is sold out is not sold, and only that

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    await in_stock(item)
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
