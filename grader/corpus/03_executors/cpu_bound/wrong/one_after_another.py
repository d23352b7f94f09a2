# Wrong: each result is awaited before the next payload is handed out.
# fails: Digests are computed at the same time
# kind: points-for-nothing
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return [await loop.run_in_executor(pool, digest, payload) for payload in payloads]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
