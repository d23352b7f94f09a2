# Right: a class that holds the race, with an event that is set by the winner, or by the last one that fails.
import asyncio


class Race:
    def __init__(self, mirrors):
        self.over = asyncio.Event()
        self.failures = []
        self.results = []
        self.tasks = [asyncio.ensure_future(self.run(mirror)) for mirror in mirrors]

    async def run(self, mirror):
        try:
            self.results.append(await mirror())
        except Exception as error:
            self.failures.append(error)
        if self.results or len(self.failures) == len(self.tasks):
            self.over.set()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.stop()

    async def stop(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def fastest(mirrors):
    async with Race(mirrors) as race:
        await race.over.wait()
        first, failures = race.results[:1], race.failures
    if first:
        return first[0]
    raise ExceptionGroup("all", failures)
