# It returns both results.
# fails: Mail and parcel go at the same time; it returns the parcel

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    return await asyncio.gather(send_mail(item), pack(item))
