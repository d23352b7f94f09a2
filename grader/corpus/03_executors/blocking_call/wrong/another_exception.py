# Raises an exception of its own in place of the read's.
# fails: A failure leaves at once

import asyncio


async def read_all(read_report, names):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(asyncio.to_thread(read_report, name)) for name in names]
    except ExceptionGroup as failed:
        raise RuntimeError("a report could not be read") from failed
    return [task.result() for task in tasks]
