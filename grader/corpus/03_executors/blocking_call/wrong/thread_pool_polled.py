# multiprocessing's pool of threads, asked now and then whether it is done.
# fails: All reports are read at the same time
# kind: polling

import asyncio
from multiprocessing.pool import ThreadPool


async def read_all(read_report, names):
    if not names:
        return []
    pool = ThreadPool(len(names))
    try:
        asked = [pool.apply_async(read_report, (name,)) for name in names]
        while not all(one.ready() for one in asked):
            for one in asked:
                if one.ready() and not one.successful():
                    one.get()
            await asyncio.sleep(0.25)
        return [one.get() for one in asked]
    finally:
        pool.close()
