# Right: whoever is cancelled, or sees a failure, kills the pool's processes instead of letting them finish.
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    futures = [pool.submit(digest, payload) for payload in payloads]
    try:
        done = await asyncio.gather(*map(asyncio.wrap_future, futures))
    except BaseException:
        for process in list(pool._processes.values()):
            process.terminate()
        raise
    finally:
        await loop.run_in_executor(None, pool.shutdown)
    return list(done)
