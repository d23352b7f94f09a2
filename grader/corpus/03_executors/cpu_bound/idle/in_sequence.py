# Idle: computes one digest after another, in other processes.
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        return [await loop.run_in_executor(pool, digest, payload) for payload in payloads]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
