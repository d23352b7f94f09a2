# Wrong: pool.map is waited for on the loop's own thread.
# fails: The event loop goes on meanwhile
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(digest, payloads))
