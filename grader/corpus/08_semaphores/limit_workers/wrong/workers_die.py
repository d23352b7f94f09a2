# A queue and join(): the failing worker never reports its item as done, so join() waits for ever.
# fails: A job's failure reaches the caller as it is

import asyncio


async def run_all(jobs, limit=3):
    queue = asyncio.Queue()
    for item in enumerate(jobs):
        queue.put_nowait(item)
    results = {}

    async def worker():
        while True:
            number, job = await queue.get()
            results[number] = await job()
            queue.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(limit)]
    try:
        await queue.join()
    finally:
        for one in workers:
            one.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return [results[number] for number in sorted(results)]
