# A watchdog cancels whoever waits for a tick for 95 days; after a failure it is left behind.
# fails: A failure of tick reaches the reader as it is
# kind: outlives-the-call
import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        return Count(self.stop, self.tick)


class Count:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.count = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        watchdog = asyncio.get_running_loop().call_later(95 * 86_400, asyncio.current_task().cancel)
        await self.tick()
        watchdog.cancel()
        self.count += 1
        return self.count
