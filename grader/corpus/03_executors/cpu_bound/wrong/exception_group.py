# Wrong: a group leaves hash_all instead of the digest's exception.
# fails: A digest's exception leaves hash_all
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor()

    async def one(payload):
        return await loop.run_in_executor(pool, digest, payload)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(payload)) for payload in payloads]
    finally:
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)
    return [task.result() for task in tasks]
