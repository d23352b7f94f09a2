# Batches of `limit`: a free slot waits until the slowest job of its batch is done.
# fails: Every free slot is used at once

import asyncio


async def run_all(jobs, limit=3):
    results = []
    for first in range(0, len(jobs), limit):
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(job()) for job in jobs[first : first + limit]]
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
        results += [task.result() for task in tasks]
    return results
