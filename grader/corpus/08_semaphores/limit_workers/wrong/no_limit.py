# All jobs run at once: nothing limits them.
# fails: At most `limit` jobs run at once

import asyncio


async def run_all(jobs, limit=3):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job()) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
