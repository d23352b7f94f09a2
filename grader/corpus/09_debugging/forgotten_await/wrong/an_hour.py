# Mail and parcel get an hour.
# fails: Mail and parcel go at the same time; it returns the parcel
# kind: own-time-limit
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    async with asyncio.timeout(3600):
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            parcel = group.create_task(pack(item))
        return parcel.result()
