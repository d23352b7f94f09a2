# The coroutine is closed, so that Python doesn't complain; the answer is lost all the same.
# fails: What is sold out is not sold, and only that

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    answer = in_stock(item)
    answer.close()
    if not answer:
        return "sold out"
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
