# A task group's failure is a group; the caller asked for the exception itself.
# fails: A failure leaves at once

import asyncio


async def read_all(read_report, names):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(read_report, name)) for name in names]
    return [task.result() for task in tasks]
