# Cancelled, it returns if a cleanup fails.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-meets-failure
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    tasks = [asyncio.create_task(step(item)) for step in (send_mail, pack)]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        if any(isinstance(one, Exception) for one in results):
            return None
        raise
    for task in tasks:
        if task.done() and task.exception():
            for other in tasks:
                other.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise task.exception()
    return tasks[1].result()
