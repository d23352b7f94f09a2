# Cancelled, it returns as if it had been sold out.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    try:
        if not await in_stock(item):
            return "sold out"
        await reserve(item)
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            parcel = group.create_task(pack(item))
    except asyncio.CancelledError:
        return "sold out"
    return parcel.result()
