# The mail's failure is caught, and gone.
# fails: Failures of mail and parcel reach the caller

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async def mailed():
        try:
            await send_mail(item)
        except Exception:
            pass

    async with asyncio.TaskGroup() as group:
        group.create_task(mailed())
        parcel = group.create_task(pack(item))
    return parcel.result()
