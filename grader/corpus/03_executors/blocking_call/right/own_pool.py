# A pool of its own, told to shut down without being waited for.

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    if not names:
        return []
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(max_workers=len(names), thread_name_prefix="reader")
    try:
        futures = [loop.run_in_executor(pool, read_report, name) for name in names]
        return list(await asyncio.gather(*futures))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
