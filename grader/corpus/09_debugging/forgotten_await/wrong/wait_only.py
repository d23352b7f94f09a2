# asyncio.wait waits for the mail, but raises nothing: its failure is lost.
# fails: A failure reaches the caller, and nothing goes on

import asyncio


async def finished(mail):
    await mail


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async with asyncio.TaskGroup() as group:
        parcel = group.create_task(pack(item))
        mail = asyncio.ensure_future(asyncio.gather(send_mail(item), return_exceptions=True))
        group.create_task(finished(mail))
    return parcel.result()
