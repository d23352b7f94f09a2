# The task is kept in a set, as the documentation says; but nobody awaits it.
# fails: Failures of mail and parcel reach the caller

import asyncio

background = set()


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    background.add(mail)
    mail.add_done_callback(background.discard)
    return await pack(item)
