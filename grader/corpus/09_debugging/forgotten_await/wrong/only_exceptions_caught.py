# It tidies up after a failure, but not after a cancel.
# fails: Failed or cancelled, it leaves nothing behind

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    try:
        number = await pack(item)
    except Exception:
        mail.cancel()
        await asyncio.wait([mail])
        raise
    await mail
    return number
