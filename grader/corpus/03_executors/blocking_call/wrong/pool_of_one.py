# A pool with a single thread.
# fails: All reports are read at the same time

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(1)
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names)))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
