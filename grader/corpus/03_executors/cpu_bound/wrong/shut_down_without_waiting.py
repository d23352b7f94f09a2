# Wrong: shutdown(wait=False) leaves at once, while digests are still being computed.
# fails: When it is over, no process is left
# kind: outlives-the-call
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
