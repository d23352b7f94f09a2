# An asyncio.Event, set by the callback of a pool of threads: that runs in a thread of the pool, and the loop doesn't wake for it.
# fails: Every report comes back, in the order of the names

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    if not names:
        return []
    pool = ThreadPoolExecutor(len(names))
    try:
        asked = []
        done = asyncio.Event()

        def look(future):
            if future.exception() or all(one.done() for one in asked):
                done.set()

        for name in names:
            asked.append(pool.submit(read_report, name))
        for one in asked:
            one.add_done_callback(look)
        await done.wait()
        for one in asked:
            if one.done():
                one.result()
        return [one.result() for one in asked]
    finally:
        pool.shutdown(wait=False)
