# Idle: makes a pool, and gives it nothing to do.
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        await asyncio.sleep(1)
        return list(payloads)
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
