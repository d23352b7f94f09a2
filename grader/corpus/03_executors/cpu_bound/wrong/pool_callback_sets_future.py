# The callbacks of multiprocessing's pool run in a thread of its own: they set futures there, and the loop doesn't wake for that.
# fails: The results come in the order of the payloads

import asyncio
import multiprocessing


async def hash_all(digest, payloads):
    if not payloads:
        return []
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in payloads]
    pool = multiprocessing.Pool()
    try:
        for payload, future in zip(payloads, futures):
            pool.apply_async(digest, (payload,), callback=future.set_result, error_callback=future.set_exception)
        return await asyncio.gather(*futures)
    finally:
        pool.terminate()
        await asyncio.to_thread(pool.join)
