# Only the mail is a task of its own; the parcel is packed in this one.

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if await in_stock(item):
        await reserve(item)
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            number = await pack(item)
        return number
    return "sold out"
