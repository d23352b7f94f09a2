# Forgets to await gather: the caller gets a future where a list of reports should be.
# fails: Every report comes back, in the order of the names

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    reports = asyncio.gather(*(loop.run_in_executor(None, read_report, name) for name in names))
    await asyncio.sleep(4)
    return reports
