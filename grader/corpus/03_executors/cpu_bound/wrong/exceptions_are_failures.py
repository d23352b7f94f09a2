# Wrong: a result that is an exception object is taken for a failure.
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
        results = await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads), return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result
        return results
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
