# A ticker task for each loop, which nobody stops when the loop is left.
# fails: No tick runs ahead of the loop, or on without it

import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        return Reader(self.stop, self.tick)


class Reader:
    def __init__(self, stop, tick):
        self.stop, self.tick, self.count = stop, tick, 0
        self.asked, self.ticked = asyncio.Queue(), asyncio.Queue()
        self.task = asyncio.create_task(self.ticker())

    async def ticker(self):
        while await self.asked.get():
            try:
                self.ticked.put_nowait(await self.tick())
            except Exception as error:
                self.ticked.put_nowait(error)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count >= self.stop:
            self.asked.put_nowait(False)
            await asyncio.wait([self.task])
            raise StopAsyncIteration
        self.asked.put_nowait(True)
        try:
            answer = await self.ticked.get()
        except asyncio.CancelledError:
            self.task.cancel()
            while not self.task.done():
                try:
                    await asyncio.wait([self.task])
                except asyncio.CancelledError:
                    pass
            raise
        if isinstance(answer, Exception):
            self.task.cancel()
            await asyncio.wait([self.task])
            raise answer
        self.count += 1
        return self.count
