# Wrong: looks ten times a second whether all are done.
# fails: Digests are computed at the same time
# kind: polling
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        futures = [loop.run_in_executor(pool, digest, payload) for payload in payloads]
        while not all(future.done() for future in futures):
            await asyncio.sleep(0.1)
        return [future.result() for future in futures]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
