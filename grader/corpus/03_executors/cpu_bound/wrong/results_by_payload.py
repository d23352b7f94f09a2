# Wrong: a dict instead of a list.
# fails: The results come in the order of the payloads
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        results = await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads))
        return dict(zip(payloads, results))
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
