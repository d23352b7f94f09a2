# gather leaves with the first failure; its other tasks run on.
# fails: No task and no pool is left behind

import asyncio


async def read_all(read_report, names):
    return list(await asyncio.gather(*(asyncio.to_thread(read_report, name) for name in names)))
