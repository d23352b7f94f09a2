# Right: a slot is taken before a task is made, and given back by its done callback.

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.BoundedSemaphore(limit)
    failed = asyncio.get_running_loop().create_future()
    tasks = []

    def ended(task):
        slots.release()
        if not task.cancelled() and task.exception() and not failed.done():
            failed.set_result(task.exception())

    async def start():
        for job in jobs:
            await slots.acquire()
            if failed.done():
                return
            task = asyncio.create_task(job())
            task.add_done_callback(ended)
            tasks.append(task)

    starting = asyncio.create_task(start())
    try:
        await asyncio.wait([starting, failed], return_when=asyncio.FIRST_COMPLETED)
        if tasks and not failed.done():
            await asyncio.wait([asyncio.gather(*tasks, return_exceptions=True), failed], return_when=asyncio.FIRST_COMPLETED)
    finally:
        await stop([starting, *tasks])
    if failed.done():
        raise failed.result()
    return [task.result() for task in tasks]


async def stop(tasks):
    for task in tasks:
        task.cancel()
    cancelled = None
    while any(not task.done() for task in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as again:
            cancelled = again
    if cancelled:
        raise cancelled
