# The parcel is packed in the body of the group: cancelled, the mail goes on until pack has cleaned up.
# fails: Cancelled, it stops everything and passes that on
# kind: stops-late

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if await in_stock(item):
        await reserve(item)
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            number = await pack(item)
        return number
    return "sold out"
