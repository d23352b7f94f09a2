# Right: as many empty futures as downloads; whichever is complete fills the next one, and they are awaited in turn.
import asyncio


async def stream(download, urls):
    loop = asyncio.get_running_loop()
    slots = [loop.create_future() for _ in urls]
    empty = iter(slots)
    tasks = []

    def fill(url, task):
        if task.cancelled():
            return
        slot = next(empty)
        if slot.done():
            return
        if task.exception():
            slot.set_exception(task.exception())
            slot.exception()
        else:
            slot.set_result((url, task.result()))

    for url in urls:
        task = asyncio.ensure_future(download(url))
        task.add_done_callback(lambda task, url=url: fill(url, task))
        tasks.append(task)
    try:
        for slot in slots:
            yield await slot
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
