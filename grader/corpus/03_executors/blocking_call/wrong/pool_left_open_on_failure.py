# The pool is shut down only when all goes well.
# fails: No task and no pool is left behind
# kind: outlives-the-call

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(max_workers=5)
    reports = await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names))
    pool.shutdown()
    return list(reports)
