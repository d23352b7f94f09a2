# A task that is awaited before the next one begins.
# fails: Mail and parcel go at the same time; it returns the parcel when both are done

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    mail = asyncio.create_task(send_mail(item))
    await mail
    return await pack(item)
