# The mail's coroutine is made, and never awaited.
# fails: Mail and parcel go at the same time; it returns the parcel

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    send_mail(item)
    return await pack(item)
