# Wrong: makes the coroutine that would shut the pool down, and does not await it.
# fails: When it is over, no process is left
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    finally:
        asyncio.to_thread(pool.shutdown)
