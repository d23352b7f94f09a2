# multiprocessing's pool of threads: its callbacks, which run in a thread of the pool's own, tell the loop.

import asyncio
from multiprocessing.pool import ThreadPool


async def read_all(read_report, names):
    if not names:
        return []
    loop = asyncio.get_running_loop()
    pool = ThreadPool(len(names))
    futures = [loop.create_future() for _ in names]

    def settle(future, how, value):
        if not future.done():
            getattr(future, how)(value)

    def tell(future, how):
        def callback(value):
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, future, how, value)

        return callback

    try:
        for name, future in zip(names, futures):
            pool.apply_async(read_report, (name,), callback=tell(future, "set_result"), error_callback=tell(future, "set_exception"))
        return await asyncio.gather(*futures)
    finally:
        for future in futures:
            future.cancel()
        pool.close()
