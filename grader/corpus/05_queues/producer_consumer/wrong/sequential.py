# One after the other: read an item, consume it, read the next.
# fails: As many consumers work as there may, and no more
# kind: points-for-nothing

import asyncio


async def process_all(source, consume, consumers):
    async for item in source:
        await consume(item)
