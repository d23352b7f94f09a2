# It gives the mail some time, more or less.
# fails: Mail and parcel go at the same time; it returns the parcel when both are done

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    try:
        number = await pack(item)
        while not mail.done():
            await asyncio.sleep(0.7)
        mail.result()
        return number
    finally:
        mail.cancel()
        while not mail.done():
            try:
                await asyncio.wait([mail])
            except asyncio.CancelledError:
                pass
