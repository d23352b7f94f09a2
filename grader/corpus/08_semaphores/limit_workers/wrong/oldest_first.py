# When all slots are taken it waits for the job that it started first, though another one may be done long before.
# fails: Every free slot is used at once

import asyncio


async def run_all(jobs, limit=3):
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            for number, job in enumerate(jobs):
                if number >= limit:
                    await tasks[number - limit]
                tasks.append(group.create_task(job()))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
