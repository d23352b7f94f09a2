# submit() to a pool, and wrap_future; a class keeps the pool.

import asyncio
import concurrent.futures


class Readers:
    def __init__(self, count):
        self.pool = concurrent.futures.ThreadPoolExecutor(count)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.pool.shutdown(wait=False)

    def read(self, read_report, name):
        return asyncio.wrap_future(self.pool.submit(read_report, name))


async def read_all(read_report, names):
    async with Readers(5) as readers:
        return list(await asyncio.gather(*[readers.read(read_report, name) for name in names]))
