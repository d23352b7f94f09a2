# One pool for the whole module, shut down by the first call: there is no second one.
# fails: Every report comes back, in the order of the names
# kind: shared-between-calls

import asyncio
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(max_workers=5)


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(POOL, read_report, name) for name in names)))
    finally:
        POOL.shutdown(wait=False)
