# Wrong: a local function can't be pickled either.
# fails: Every digest is computed in another process
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()

    def compute(payload):
        return digest(payload)

    with ProcessPoolExecutor() as pool:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, compute, payload) for payload in payloads)))
