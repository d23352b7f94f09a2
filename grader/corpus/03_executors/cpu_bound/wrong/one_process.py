# Wrong: a pool of one process uses one processor.
# fails: Digests are computed at the same time
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(max_workers=1)
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
