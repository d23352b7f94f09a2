# A pool of four threads, where there may be five names.
# fails: All reports are read at the same time
# kind: own-number-limit

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(4)
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names))
    finally:
        pool.shutdown(wait=False)
