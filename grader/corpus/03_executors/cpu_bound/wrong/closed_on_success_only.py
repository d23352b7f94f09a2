# Wrong: the pool is shut down only where all went well.
# fails: When it is over, no process is left
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    results = await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads))
    await asyncio.to_thread(pool.shutdown)
    return list(results)
