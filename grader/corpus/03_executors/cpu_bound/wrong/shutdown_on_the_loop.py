# Wrong: shutdown() waits on the loop's own thread.
# fails: The event loop goes on meanwhile
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    finally:
        pool.shutdown(cancel_futures=True)
