# The mail is begun when the parcel is packed.
# fails: Mail and parcel go at the same time; it returns the parcel when both are done

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    number = await pack(item)
    await send_mail(item)
    return number
