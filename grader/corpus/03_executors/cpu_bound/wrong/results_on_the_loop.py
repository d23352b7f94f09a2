# Wrong: future.result() waits on the loop's own thread.
# fails: The event loop goes on meanwhile
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    with ProcessPoolExecutor() as pool:
        futures = [pool.submit(digest, payload) for payload in payloads]
        return [future.result() for future in futures]
