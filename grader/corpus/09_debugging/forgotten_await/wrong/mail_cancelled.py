# The mail is tidied away when the parcel is packed.
# fails: Mail and parcel go at the same time; it returns the parcel

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    try:
        return await pack(item)
    finally:
        mail.cancel()
        await asyncio.wait([mail])
