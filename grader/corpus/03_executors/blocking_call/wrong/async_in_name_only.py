# A coroutine around a blocking call still blocks the loop: tasks don't make threads.
# fails: The event loop is never blocked while reports are read

import asyncio


async def read_all(read_report, names):
    async def read(name):
        return read_report(name)

    return list(await asyncio.gather(*(read(name) for name in names)))
