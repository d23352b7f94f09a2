# Wrong: cancelled, it leaves the thread that holds the pool to itself.
# fails: Cancelled, it ends its processes and passes that on
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def in_a_thread(digest, payloads):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(digest, payloads))


async def hash_all(digest, payloads):
    return await asyncio.to_thread(in_a_thread, digest, payloads)
