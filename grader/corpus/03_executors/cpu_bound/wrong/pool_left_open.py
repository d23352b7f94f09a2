# Wrong: the pool is never shut down.
# fails: When it is over, no process is left
# kind: outlives-the-call
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
