# When reserve fails, it tries once more.
# fails: A failure reaches the caller, and nothing goes on
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    try:
        await reserve(item)
    except Exception:
        await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
