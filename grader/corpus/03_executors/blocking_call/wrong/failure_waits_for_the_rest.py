# Waits for every read, then looks whether one failed.
# fails: A failure leaves at once
# kind: stops-late

import asyncio


async def read_all(read_report, names):
    results = await asyncio.gather(*(asyncio.to_thread(read_report, name) for name in names), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return list(results)
