# Wrong: one pool for the whole module, that nobody ever shuts down.
# fails: When it is over, no process is left
# kind: outlives-the-call, shared-between-calls
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


pool = ProcessPoolExecutor()


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    return list(await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads)))
