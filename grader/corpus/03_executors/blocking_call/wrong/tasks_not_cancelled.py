# Cancelled while it awaits the first task, it leaves the others running.
# fails: No task and no pool is left behind

import asyncio


async def read_all(read_report, names):
    tasks = [asyncio.create_task(asyncio.to_thread(read_report, name)) for name in names]
    failed = asyncio.get_running_loop().create_future()
    for task in tasks:
        task.add_done_callback(lambda t: t.cancelled() or t.exception() is None or failed.done() or failed.set_exception(t.exception()))
    for task in tasks:
        await asyncio.wait([task, failed], return_when=asyncio.FIRST_COMPLETED)
        if failed.done():
            break
    if failed.done():
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await failed
    return [task.result() for task in tasks]
