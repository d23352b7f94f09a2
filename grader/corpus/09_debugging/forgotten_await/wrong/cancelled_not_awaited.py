# The mail is cancelled, but its cleanup is not awaited.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    try:
        number = await pack(item)
        await mail
        return number
    finally:
        mail.cancel()
