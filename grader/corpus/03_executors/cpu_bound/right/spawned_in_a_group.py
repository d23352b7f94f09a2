# Right: a TaskGroup over a pool of two spawned processes; the group's first exception is passed on by itself.
import asyncio
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))

    async def one(payload):
        return await loop.run_in_executor(pool, functools.partial(digest, payload))

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(payload)) for payload in payloads]
    except* Exception as failed:
        first = failed.exceptions[0]
    else:
        first = None
    finally:
        await asyncio.shield(loop.run_in_executor(None, functools.partial(pool.shutdown, cancel_futures=True)))
    if first:
        raise first
    return [task.result() for task in tasks]
