# Watches the consumers while it reads, but not while it waits for room: that a consumer has failed goes unnoticed there.
# fails: A failure stops all, and reaches the caller as it is

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    workers = [asyncio.create_task(work()) for _ in range(consumers)]
    reading = None
    try:
        while True:
            reading = asyncio.ensure_future(anext(source))
            await asyncio.wait([reading, *workers], return_when=asyncio.FIRST_COMPLETED)
            for worker in workers:
                if worker.done():
                    worker.result()
            try:
                item = reading.result()
            except StopAsyncIteration:
                break
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)
        await asyncio.gather(*workers)
    finally:
        rest = [*workers, *([reading] if reading else [])]
        for task in rest:
            task.cancel()
        results, cancelled = asyncio.gather(*rest, return_exceptions=True), None
        while not results.done():
            try:
                await asyncio.shield(results)
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled:
            raise cancelled
