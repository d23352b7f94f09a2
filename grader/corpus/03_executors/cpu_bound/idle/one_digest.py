# Idle: computes one digest in another process, and returns.
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        return [await loop.run_in_executor(pool, digest, payloads[0])]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
