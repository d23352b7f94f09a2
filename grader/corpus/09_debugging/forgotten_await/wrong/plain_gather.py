# gather: when one fails, the other runs on.
# fails: A failure reaches the caller, and nothing goes on

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    _, number = await asyncio.gather(send_mail(item), pack(item))
    return number
