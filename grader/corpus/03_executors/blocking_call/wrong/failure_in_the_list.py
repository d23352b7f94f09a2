# Failures are returned as if they were reports.
# fails: A failure leaves at once

import asyncio


async def read_all(read_report, names):
    return list(await asyncio.gather(*(asyncio.to_thread(read_report, name) for name in names), return_exceptions=True))
