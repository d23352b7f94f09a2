# Reports in the order in which they came.
# fails: Every report comes back, in the order of the names

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    return [await future for future in asyncio.as_completed(futures)]
