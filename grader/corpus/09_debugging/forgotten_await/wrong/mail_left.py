# The mail's task is not awaited: it is lost when the program ends, and so is its failure.
# fails: Mail and parcel go at the same time; it returns the parcel

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item))
    mail.set_name(f"mail about {item}")
    return await pack(item)
