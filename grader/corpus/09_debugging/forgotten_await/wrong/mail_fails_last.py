# Who is first done is asked how it ended; the other is only waited for: the mail's failure is lost, if the parcel was packed first.
# fails: A failure reaches the caller, and nothing goes on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    mail, parcel = asyncio.create_task(send_mail(item)), asyncio.create_task(pack(item))
    try:
        done, rest = await asyncio.wait([mail, parcel], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        if rest:
            await asyncio.wait(rest)
        return parcel.result()
    finally:
        mail.cancel()
        parcel.cancel()
        await asyncio.gather(mail, parcel, return_exceptions=True)
