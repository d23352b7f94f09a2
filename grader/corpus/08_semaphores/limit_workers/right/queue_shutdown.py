# Right: a queue that is shut down when it has been filled (3.13); workers end when it is empty.
#
# python: 3.13

import asyncio


async def run_all(jobs, limit=3):
    queue = asyncio.Queue()
    for item in enumerate(jobs):
        queue.put_nowait(item)
    queue.shutdown()
    results = {}

    async def worker():
        while True:
            try:
                number, job = await queue.get()
            except asyncio.QueueShutDown:
                return
            results[number] = await job()

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(limit):
                group.create_task(worker())
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [results[number] for number in range(len(jobs))]
