# An item whose name is empty is taken for sold out.
# fails: What is sold out is not sold, and only that
# kind: odd-values
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not item or not await in_stock(item):
        return "sold out"
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
