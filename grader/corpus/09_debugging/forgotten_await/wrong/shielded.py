# Cancelled, it leaves the work alone, and goes.
# fails: Failed or cancelled, it leaves nothing behind

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    both = asyncio.gather(send_mail(item), pack(item), return_exceptions=True)
    results = await asyncio.shield(both)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results[1]
