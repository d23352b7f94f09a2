# Eager tasks (3.12): each begins before create_task returns.
# python: 3.12

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    loop = asyncio.get_running_loop()
    before = loop.get_task_factory()
    loop.set_task_factory(asyncio.eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(send_mail(item))
            parcel = group.create_task(pack(item))
            loop.set_task_factory(before)
    finally:
        loop.set_task_factory(before)
    return parcel.result()
