# Asks again and again whether the threads are done, and sleeps in between with time.sleep.
# fails: The event loop is never blocked while reports are read

import asyncio
import time


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, read_report, name) for name in names]
    while not all(future.done() for future in futures):
        time.sleep(0.5)
        await asyncio.sleep(0)
    return [future.result() for future in futures]
