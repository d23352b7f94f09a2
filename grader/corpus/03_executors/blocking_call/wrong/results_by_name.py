# A dict by names has one place for two reads of the same name.
# fails: Every report comes back, in the order of the names
# kind: odd-values

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
        reads = {name: readers.read(read_report, name) for name in names}
        reports = dict(zip(reads, await asyncio.gather(*reads.values())))
    return [reports[name] for name in names]
