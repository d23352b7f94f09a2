# It sells nothing at all any more.
# fails: What is sold out is not sold, and only that

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    await in_stock(item)
    return 'sold out'
