# A report that can't be read becomes None.
# fails: A failure leaves at once

import asyncio


async def read_all(read_report, names):
    def read(name):
        try:
            return read_report(name)
        except Exception:
            return None

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(read, name)) for name in names]
    return [task.result() for task in tasks]
