# Right: concurrent futures with callbacks; asyncio.wait(FIRST_EXCEPTION); the rest cancelled; a thread shuts the pool down.
import asyncio
import os
import threading
from concurrent.futures import ProcessPoolExecutor


def shut_down(pool, loop, event):
    pool.shutdown(wait=True, cancel_futures=True)
    loop.call_soon_threadsafe(event.set)


async def hash_all(digest, payloads):
    if len(payloads) == 0:
        return []
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(max_workers=os.cpu_count() - 1)
    try:
        futures = {asyncio.wrap_future(pool.submit(digest, payload)): n for n, payload in enumerate(payloads)}
        done, rest = await asyncio.wait(futures, return_when=asyncio.FIRST_EXCEPTION)
        for future in rest:
            future.cancel()
        by_number = sorted(done, key=futures.get)
        for future in by_number:
            if future.exception():
                raise future.exception()
        return [future.result() for future in by_number]
    finally:
        event = asyncio.Event()
        threading.Thread(target=shut_down, args=(pool, loop, event)).start()
        await event.wait()
