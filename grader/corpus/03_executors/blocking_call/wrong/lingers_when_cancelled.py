# Cancelled, it lingers for half a second, so that reads may end.
# fails: Cancelled, it ends at once
# kind: cancel-on-an-unplayed-path, stops-late

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    try:
        return await asyncio.gather(*futures)
    except asyncio.CancelledError:
        await asyncio.sleep(0.5)
        raise
