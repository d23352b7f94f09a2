# After a failure the other one is finished, not cancelled; then both failures are told.

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    failures = []

    async def tried(step):
        try:
            return await step
        except Exception as error:
            failures.append(error)

    async with asyncio.TaskGroup() as group:
        mail, parcel = group.create_task(tried(send_mail(item))), group.create_task(tried(pack(item)))
    if failures:
        raise ExceptionGroup("the order failed", failures)
    return parcel.result()
