# It runs an endless demo at import: the guard for __main__ is missing.
import asyncio


async def demo():
    while True:
        await asyncio.sleep(1)


asyncio.run(demo())
