# Tasks by hand: the stub's shape, with a finally that also bears a second cancel.

import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    mail = asyncio.create_task(send_mail(item), name=f"mail about {item}")
    parcel = asyncio.create_task(pack(item))
    try:
        await asyncio.wait({mail, parcel}, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        mail.cancel()
        parcel.cancel()
        cancelled = None
        while not (mail.done() and parcel.done()):
            try:
                await asyncio.wait({mail, parcel})
            except asyncio.CancelledError as again:
                cancelled = again
        if cancelled:
            raise cancelled
    for task in (mail, parcel):
        if not task.cancelled() and task.exception():
            raise task.exception()
    return parcel.result()
