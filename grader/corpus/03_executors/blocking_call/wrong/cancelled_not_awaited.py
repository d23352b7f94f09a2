# Cancels its tasks on the way out, but leaves before they have ended.
# fails: No task and no pool is left behind

import asyncio


async def read_all(read_report, names):
    tasks = [asyncio.create_task(asyncio.to_thread(read_report, name)) for name in names]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
