# reserve is a task, and gets one turn of the loop to begin.
# fails: First the item is reserved

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    task = asyncio.create_task(reserve(item))
    await asyncio.sleep(0)
    print(task)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
