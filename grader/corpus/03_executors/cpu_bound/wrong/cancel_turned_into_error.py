# Wrong: a cancelled hash_all raises something else than CancelledError.
# fails: Cancelled, it ends its processes and passes that on
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    except asyncio.CancelledError:
        raise RuntimeError("interrupted")
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
