# A worker takes the cancellation for a problem of its job, and goes on with the next one.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def run_all(jobs, limit=3):
    results = {}
    todo = iter(enumerate(jobs))

    async def worker():
        for number, job in todo:
            try:
                results[number] = await job()
            except asyncio.CancelledError:
                if failed:
                    raise
                results[number] = None

    async def guarded():
        try:
            await worker()
        except Exception:
            failed.append(True)
            raise

    failed = []
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(limit):
                group.create_task(guarded())
    except ExceptionGroup as several:
        raise several.exceptions[0] from None
    return [results[number] for number in range(len(jobs))]
