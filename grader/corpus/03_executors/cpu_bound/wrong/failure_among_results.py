# Wrong: a failure becomes one of the results.
# fails: A digest's exception leaves hash_all
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        futures = [loop.run_in_executor(pool, digest, payload) for payload in payloads]
        return list(await asyncio.gather(*futures, return_exceptions=True))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
