# A watchdog cancels an order that takes a month; after a failure it is left behind.
# fails: A failure reaches the caller, and nothing goes on
# kind: outlives-the-call
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    watchdog = asyncio.get_running_loop().call_later(30 * 86_400, asyncio.current_task().cancel)
    if not await in_stock(item):
        watchdog.cancel()
        return "sold out"
    await reserve(item)
    async with asyncio.TaskGroup() as group:
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    watchdog.cancel()
    return parcel.result()
