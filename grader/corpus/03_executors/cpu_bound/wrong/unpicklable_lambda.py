# Wrong: a lambda can't be pickled, so it never arrives in another process.
# fails: Every digest is computed in another process
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, lambda: digest(payload)) for payload in payloads)))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
