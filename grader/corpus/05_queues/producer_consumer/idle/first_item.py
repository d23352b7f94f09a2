# Idle: it consumes the first item, and is done.


async def process_all(source, consume, consumers):
    async for item in source:
        await consume(item)
        return
