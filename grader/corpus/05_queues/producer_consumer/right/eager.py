# Eager tasks: each consumer runs to its first wait before the next is made.
# python: 3.12

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    loop = asyncio.get_running_loop()
    failures = []

    async def work():
        while (item := await queue.get()) is not queue:
            await consume(item)

    def ended(task):
        if not task.cancelled() and task.exception():
            failures.append(task.exception())
            stop.cancel()

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(queue)

    stop = loop.create_future()
    tasks = [asyncio.Task(one, loop=loop, eager_start=True) for one in [*(work() for _ in range(consumers)), produce()]]
    for task in tasks:
        task.add_done_callback(ended)
    everything = asyncio.gather(*tasks, return_exceptions=True)
    try:
        await asyncio.wait([everything, stop], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await everything
    if failures:
        raise failures[0]
