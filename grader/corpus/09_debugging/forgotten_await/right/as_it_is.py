# The failure itself, not a group; tests for False by name.

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    available = await in_stock(item)
    if available is False:
        return "sold out"
    await reserve(item)
    try:
        async with asyncio.TaskGroup() as group:
            parcel = group.create_task(pack(item))
            group.create_task(send_mail(item))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return parcel.result()
