# A priority queue with numbered items; the end signals have the highest number. What fails first is kept aside.

import asyncio
import itertools
import math


async def process_all(source, consume, consumers):
    queue, number = asyncio.PriorityQueue(consumers), itertools.count()
    first = None

    async def guarded(coroutine):
        nonlocal first
        try:
            await coroutine
        except Exception as failure:
            first = first or failure
            raise

    async def read():
        async for item in source:
            await queue.put((next(number), 0, item))
        for one in range(consumers):
            await queue.put((math.inf, one, None))

    async def work():
        while True:
            place, _, item = await queue.get()
            if place == math.inf:
                return
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(guarded(read()))
            for _ in range(consumers):
                group.create_task(guarded(work()))
    except* Exception:
        assert first
    if first:
        raise first
