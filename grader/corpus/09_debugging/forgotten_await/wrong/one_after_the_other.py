# First the mail, then the parcel.
# fails: Mail and parcel go at the same time; it returns the parcel
# kind: points-for-nothing

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    await send_mail(item)
    return await pack(item)
