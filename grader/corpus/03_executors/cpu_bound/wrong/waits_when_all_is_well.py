# Wrong: after a failure it waits for its processes, and when it is cancelled it doesn't.
# fails: Cancelled, it ends its processes and passes that on
# kind: cancel-on-an-unplayed-path
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(os.cpu_count())
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads))
    except asyncio.CancelledError:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except Exception:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
        raise
    finally:
        pool.shutdown(wait=False)
