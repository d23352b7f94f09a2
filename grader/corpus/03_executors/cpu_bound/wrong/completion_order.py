# Wrong: results in the order in which they became ready.
# fails: The results come in the order of the payloads
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        futures = [loop.run_in_executor(pool, digest, payload) for payload in payloads]
        return [await future for future in asyncio.as_completed(futures)]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
