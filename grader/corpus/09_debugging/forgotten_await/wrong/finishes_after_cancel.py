# Cancelled, it first sends the mail and packs the parcel.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async def both():
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            parcel = group.create_task(pack(item))
        return parcel.result()

    work = asyncio.create_task(both())
    cancelled = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    return work.result()
