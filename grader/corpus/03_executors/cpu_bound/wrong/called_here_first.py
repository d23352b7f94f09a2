# Wrong: digest(payload) is called here, and its result handed to the pool.
# fails: Every digest is computed in another process
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, str, digest(payload)) for payload in payloads)))
    finally:
        await asyncio.to_thread(pool.shutdown)
