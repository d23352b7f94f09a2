# Waits for its threads when it is cancelled: the loop runs on, but the caller asked for the end.
# fails: Cancelled, it ends at once
# kind: stops-late

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    try:
        return list(await asyncio.shield(asyncio.gather(*futures)))
    except asyncio.CancelledError:
        await asyncio.gather(*futures, return_exceptions=True)
        raise
