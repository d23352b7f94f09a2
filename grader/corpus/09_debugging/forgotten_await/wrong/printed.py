# The failure is printed, by a callback.
# fails: Failures of mail and parcel reach the caller

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    def report(task):
        if not task.cancelled() and task.exception():
            print("the mail failed:", task.exception())

    mail = asyncio.create_task(send_mail(item))
    mail.add_done_callback(report)
    try:
        return await pack(item)
    finally:
        while not mail.done():
            try:
                await asyncio.wait([mail])
            except asyncio.CancelledError:
                mail.cancel()
                raise
