# Wrong: one process computes all payloads, one after another.
# fails: Digests are computed at the same time
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def compute(digest, payloads):
    return [digest(payload) for payload in payloads]


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return await loop.run_in_executor(pool, compute, digest, payloads)
    finally:
        await asyncio.to_thread(pool.shutdown)
