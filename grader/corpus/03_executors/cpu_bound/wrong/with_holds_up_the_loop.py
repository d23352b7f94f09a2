# Wrong: `with` waits for the processes on the loop's own thread: after a failure, for as long as digests run.
# fails: The event loop goes on meanwhile
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
