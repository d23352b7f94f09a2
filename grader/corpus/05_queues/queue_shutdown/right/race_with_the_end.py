# Each consumer waits for an item or for the end of the producers, whichever comes first; no signal goes through the queue.

import asyncio


class Run:
    def __init__(self, queue):
        self.queue = queue
        self.failures = []
        self.over = asyncio.Event()

    async def produce(self, producers):
        results = await asyncio.gather(*(producer(self.queue) for producer in producers), return_exceptions=True)
        self.failures.extend(result for result in results if isinstance(result, Exception))
        self.over.set()

    async def items(self):
        while not (self.over.is_set() and self.queue.empty()):
            getting = asyncio.ensure_future(self.queue.get())
            ending = asyncio.ensure_future(self.over.wait())
            try:
                await asyncio.wait([getting, ending], return_when=asyncio.FIRST_COMPLETED)
                item = getting.result() if getting.done() else None
            finally:
                getting.cancel()
                ending.cancel()
                await asyncio.gather(getting, ending, return_exceptions=True)
            if getting.cancelled():
                continue
            yield getting.result()

    async def consume(self, consumer):
        items = self.items()
        try:
            async for item in items:
                try:
                    await consumer(item)
                except Exception as failure:
                    self.failures.append(failure)
        finally:
            await items.aclose()


async def run(queue, producers, consumers):
    state = Run(queue)
    async with asyncio.TaskGroup() as group:
        group.create_task(state.produce(producers))
        for consumer in consumers:
            group.create_task(state.consume(consumer))
    if state.failures:
        raise BaseExceptionGroup("some failed", state.failures)
