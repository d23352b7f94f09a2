# A failure stops the others only while jobs wait; when the last ones run, they are let finish.
# fails: A failure stops everything else

import asyncio
from collections import deque


async def run_all(jobs, limit=3):
    waiting = deque(enumerate(jobs))
    results = [None] * len(jobs)
    failures = []

    async def work():
        while waiting and not failures:
            index, job = waiting.popleft()
            try:
                results[index] = await job()
            except Exception as failure:
                failures.append(failure)
                if waiting:
                    for other in set(workers) - {asyncio.current_task()}:
                        other.cancel()

    workers = [asyncio.create_task(work()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers, return_exceptions=True)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    if failures:
        raise failures[0]
    return results
