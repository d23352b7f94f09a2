# The failure is replaced by another one.
# fails: A failure reaches the caller, and nothing goes on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            parcel = group.create_task(pack(item))
    except ExceptionGroup:
        raise RuntimeError("order failed")
    return parcel.result()
