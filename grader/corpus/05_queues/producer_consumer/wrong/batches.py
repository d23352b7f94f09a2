# Reads a batch, consumes the batch, reads the next one.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    batch = []

    async def flush():
        try:
            async with asyncio.TaskGroup() as group:
                for item in batch:
                    group.create_task(consume(item))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
        batch.clear()

    async for item in source:
        batch.append(item)
        if len(batch) == consumers:
            await flush()
    await flush()
