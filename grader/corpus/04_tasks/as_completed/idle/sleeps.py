# Idle: a generator that sleeps, and yields nothing.
import asyncio


async def stream(download, urls):
    await asyncio.sleep(3)
    if False:
        yield
