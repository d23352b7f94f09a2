# It remembers orders by their item: the second lamp is never sold.
# fails: Mail and parcel go at the same time; it returns the parcel
# kind: shared-between-calls
import asyncio

parcels = {}


async def order(item, in_stock, reserve, send_mail, pack):
    if item in parcels:
        return parcels[item]
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    parcels[item] = parcel.result()
    return parcels[item]
