# One end signal, of its own kind: each consumer that takes it hands it on. (There is room: it has just been taken out.)

import asyncio

END = object()


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    failures = []

    async def stop_all_on_failure(work):
        try:
            await work
        except Exception as failure:
            failures.append(failure)
            raise

    async def produce():
        async for item in source:
            await queue.put(item)
        await queue.put(END)

    async def work():
        while (item := await queue.get()) is not END:
            await consume(item)
        queue.put_nowait(END)

    try:
        async with asyncio.TaskGroup() as group:
            for one in [produce(), *(work() for _ in range(consumers))]:
                group.create_task(stop_all_on_failure(one))
    except* Exception:
        pass
    if failures:
        raise failures[0]
