# Drops reports that count as false.
# fails: Every report comes back, in the order of the names
# kind: odd-values

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    return [report for report in await asyncio.gather(*futures) if report]
