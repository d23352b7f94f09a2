# Wrong: gives the digests a day.
# fails: The results come in the order of the payloads
# kind: own-time-limit
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        async with asyncio.timeout(86400):
            return await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
