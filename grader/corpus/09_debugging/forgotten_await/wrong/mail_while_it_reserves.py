# The mail goes out while it still reserves.
# fails: First the item is reserved
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    async with asyncio.TaskGroup() as group:
        mail = group.create_task(send_mail(item))
        await reserve(item)
        parcel = group.create_task(pack(item))
        await mail
    return parcel.result()
