# Reads nothing for an empty name.
# fails: Every report comes back, in the order of the names
# kind: odd-values

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names if name]
    return await asyncio.gather(*futures)
