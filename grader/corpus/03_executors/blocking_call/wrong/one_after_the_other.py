# Each read is in a thread, but the next starts only when the one before is over.
# fails: All reports are read at the same time
# kind: points-for-nothing

import asyncio


async def read_all(read_report, names):
    return [await asyncio.to_thread(read_report, name) for name in names]
