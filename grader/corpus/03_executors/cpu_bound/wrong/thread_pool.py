# Wrong: the wrong kind of pool.
# fails: Every digest is computed in another process
import asyncio
from concurrent.futures import ThreadPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(4) as pool:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
