# Idle: it reads the source to its end, and consumes nothing.


async def process_all(source, consume, consumers):
    return [item async for item in source] and None
