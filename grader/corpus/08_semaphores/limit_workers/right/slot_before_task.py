# Right: a slot is taken before a task is made, and given back by its done callback.

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.BoundedSemaphore(limit)
    tasks = []
    failures = []

    def ended(task):
        if not task.cancelled() and task.exception():
            failures.append(task.exception())
            me.cancel()  # wakes the loop below, wherever it waits
        slots.release()

    me = asyncio.current_task()
    asked = me.cancelling()
    try:
        for job in jobs:
            await slots.acquire()
            if failures:
                break
            task = asyncio.create_task(job())
            task.add_done_callback(ended)
            tasks.append(task)
        if tasks and not failures:
            await asyncio.wait(tasks)
    except asyncio.CancelledError:
        if not failures:
            await stop(tasks)
            raise
    if failures:
        await stop(tasks)
        for _ in range(len(failures)):
            if me.cancelling() > asked:
                me.uncancel()
        raise failures[0]
    return [task.result() for task in tasks]


async def stop(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
