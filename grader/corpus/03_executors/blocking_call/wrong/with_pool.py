# Leaving `with ThreadPoolExecutor()` waits for every thread, and blocks the loop meanwhile: as long as all goes well nobody notices.
# fails: Cancelled, it ends at once
# kind: cancel-on-an-unplayed-path

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, read_report, name) for name in names)))
