# asyncio.wait and a pool of no threads both refuse an empty list.
# fails: Every report comes back, in the order of the names

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(max_workers=len(names))
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names)))
    finally:
        pool.shutdown(wait=False)
