# Takes a report that is an exception object for a failure.
# fails: Every report comes back, in the order of the names
# kind: odd-values

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    reports = await asyncio.gather(*futures, return_exceptions=True)
    for report in reports:
        if isinstance(report, Exception):
            raise report
    return reports
