# Idle: it starts one producer, hands one item to a consumer, and is done.

import asyncio


async def run(queue, producers, consumers):
    maker = asyncio.create_task(producers[0](queue))
    try:
        item = await queue.get()
    finally:
        maker.cancel()
        await asyncio.gather(maker, return_exceptions=True)
    await consumers[0](item)
