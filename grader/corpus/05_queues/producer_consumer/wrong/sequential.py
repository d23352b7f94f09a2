# One after the other: read an item, consume it, read the next.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    async for item in source:
        await consume(item)
