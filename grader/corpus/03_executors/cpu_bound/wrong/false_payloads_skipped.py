# Wrong: what counts as false is not computed.
# fails: The results come in the order of the payloads
# kind: odd-values
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads if payload))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
