# A pool that is never shut down.
# fails: No task and no pool is left behind
# kind: outlives-the-call

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(max_workers=5)
    return list(await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names)))
