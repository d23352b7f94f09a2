# A number that is an exception object is raised.
# fails: Mail and parcel go at the same time; it returns the parcel
# kind: odd-values
import asyncio


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)
    tasks = [asyncio.create_task(step(item)) for step in (send_mail, pack)]
    try:
        results = await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        while not all(task.done() for task in tasks):
            await asyncio.wait(tasks)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results[1]
