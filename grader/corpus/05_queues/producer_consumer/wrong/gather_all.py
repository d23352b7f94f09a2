# gather over everything there is: nothing limits how many are at work.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    await asyncio.gather(*[consume(item) async for item in source])
