# Wrong: a pool of its own for every payload.
# fails: There are no more processes than processors
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()

    async def one(payload):
        pool = ProcessPoolExecutor(1)
        try:
            return await loop.run_in_executor(pool, digest, payload)
        finally:
            await asyncio.wait([asyncio.ensure_future(asyncio.to_thread(pool.shutdown))])

    tasks = [asyncio.create_task(one(payload)) for payload in payloads]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            if not task.cancelling():
                task.cancel()
        if tasks:
            await asyncio.wait(tasks)
