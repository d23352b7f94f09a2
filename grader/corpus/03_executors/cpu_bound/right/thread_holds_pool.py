# Right: the whole pool lives in a thread, `with` block and all; hash_all waits for that thread even when it is cancelled.
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def in_a_thread(digest, payloads):
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(digest, payloads))


async def hash_all(digest, payloads):
    thread = asyncio.ensure_future(asyncio.to_thread(in_a_thread, digest, payloads))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        await asyncio.wait([thread])
        raise
