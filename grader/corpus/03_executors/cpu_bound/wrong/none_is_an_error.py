# Wrong: for no payloads, a pool of no processes: ValueError.
# fails: The results come in the order of the payloads
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(min(len(payloads), os.cpu_count()))
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
