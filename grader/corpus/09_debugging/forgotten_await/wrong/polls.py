# It looks every tenth of a second whether both are done.
# fails: Mail and parcel go at the same time; it returns the parcel
# kind: polling
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        mail = group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
        while not (mail.done() and parcel.done()):
            await asyncio.sleep(0.1)
    return parcel.result()
