# Idle: one after the other: read an item, consume it, read the next.


async def process_all(source, consume, consumers):
    async for item in source:
        await consume(item)
