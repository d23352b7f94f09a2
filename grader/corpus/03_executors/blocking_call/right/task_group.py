# A TaskGroup, and the failure taken out of its group.

import asyncio


async def read_all(read_report, names):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(asyncio.to_thread(read_report, name)) for name in names]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
