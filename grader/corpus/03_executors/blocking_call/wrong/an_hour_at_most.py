# Gives the reads an hour.
# fails: Every report comes back, in the order of the names
# kind: own-time-limit

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    return await asyncio.wait_for(asyncio.gather(*futures), 3600)
