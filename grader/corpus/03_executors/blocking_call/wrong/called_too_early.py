# read_report(name) is called right here, on the loop; the thread is handed its result, and can't call that.
# fails: The event loop is never blocked while reports are read

import asyncio


async def read_all(read_report, names):
    return list(await asyncio.gather(*(asyncio.to_thread(read_report(name)) for name in names)))
