# The cleanup is awaited, but a second cancel cuts that short.
# fails: Cancelled, it stops everything and passes that on
# kind: cancelled-again

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    parcel = asyncio.create_task(pack(item))
    try:
        await asyncio.wait([mail, parcel], return_when=asyncio.FIRST_EXCEPTION)
    finally:
        mail.cancel()
        parcel.cancel()
        await asyncio.wait([mail, parcel])
    if mail.cancelled():
        return await parcel
    mail.result()
    return parcel.result()
