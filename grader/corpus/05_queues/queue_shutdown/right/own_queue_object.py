# Producers are given an object that puts items into the queue and counts them; a condition tells when there is nothing more to come.

import asyncio


class Counted:
    def __init__(self, queue, producers):
        self.queue, self.open, self.producers = queue, 0, producers
        self.changed = asyncio.Condition()

    async def put(self, item):
        self.open += 1
        await self.queue.put(item)

    async def close(self):
        async with self.changed:
            self.producers -= 1
            self.changed.notify_all()

    async def handled(self):
        async with self.changed:
            self.open -= 1
            self.changed.notify_all()

    async def over(self):
        async with self.changed:
            await self.changed.wait_for(lambda: not self.open and not self.producers)


async def run(queue, producers, consumers):
    counted, failures = Counted(queue, len(producers)), []

    async def produce(producer):
        try:
            await producer(counted)
        except Exception as failure:
            failures.append(failure)
        await counted.close()

    async def consume(consumer):
        while True:
            item = await queue.get()
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)
            await counted.handled()

    async with asyncio.TaskGroup() as group:
        for producer in producers:
            group.create_task(produce(producer))
        workers = [group.create_task(consume(consumer)) for consumer in consumers]
        await counted.over()
        for worker in workers:
            worker.cancel()
    if failures:
        raise ExceptionGroup("run", failures)
