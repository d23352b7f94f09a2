# Wrong: takes failures of two classes; any other one becomes a RuntimeError.
# fails: A digest's exception leaves hash_all
# kind: failure-types
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
    except (ValueError, OSError, asyncio.CancelledError):
        raise
    except Exception as error:
        raise RuntimeError("a digest failed") from error
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
