"""Computing in other processes: the reference."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any


async def hash_all(digest: Callable[[Any], Any], payloads: Sequence[Any]) -> list[Any]:
    """Compute `digest(payload)` for all payloads in other processes; return the results in the order of `payloads`."""
    if not payloads:
        return []  # a pool of no processes is an error
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(min(len(payloads), os.cpu_count() or 1))
    try:
        return await asyncio.gather(*(loop.run_in_executor(pool, digest, payload) for payload in payloads))
    finally:
        # `with pool:` would wait for the processes on this thread, and hold up the loop for as long as digests run.
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
