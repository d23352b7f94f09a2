# After a failure it finishes what is at work; a cancel that comes then does not stop that.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-on-an-unplayed-path
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    both = [asyncio.create_task(send_mail(item)), asyncio.create_task(pack(item))]
    try:
        async with asyncio.timeout(None):
            _, parcel = await asyncio.gather(*both)
            return parcel
    except asyncio.CancelledError:
        for task in both:
            task.cancel()
        raise
    finally:
        while not all(task.done() for task in both):
            try:
                await asyncio.wait(both)
            except asyncio.CancelledError:
                pass
        for task in both:
            task.cancelled() or task.exception()
