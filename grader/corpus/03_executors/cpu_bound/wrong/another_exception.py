# Wrong: an exception of its own leaves hash_all, not the digest's.
# fails: A digest's exception leaves hash_all
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()
    try:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
    except Exception as error:
        raise RuntimeError("hashing failed") from error
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
