# All four coroutines are made first: if the item is sold out, three of them are never awaited.
# fails: What is sold out is not sold, and only that
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    there, reserved, mail, parcel = in_stock(item), reserve(item), send_mail(item), pack(item)
    if not await there:
        return "sold out"
    await reserved
    async with asyncio.TaskGroup() as group:
        group.create_task(mail)
        packed = group.create_task(parcel)
    return packed.result()
