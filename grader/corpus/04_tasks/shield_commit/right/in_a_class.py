# Right: a class with an event, and a wrapper task that keeps the outcome; nobody ever awaits the task itself while it works.

import asyncio


class Commit:
    def __init__(self, work):
        self.over = asyncio.Event()
        self.result = self.failure = self.cancel = None
        self.task = asyncio.create_task(self.run(work))

    async def run(self, work):
        try:
            self.result = await work
        except Exception as error:
            self.failure = error
        self.over.set()

    async def wait(self):
        while not self.task.done():
            try:
                await self.over.wait()
                await asyncio.wait([self.task])
            except asyncio.CancelledError as error:
                self.cancel = error

    async def outcome(self):
        await self.wait()
        if self.cancel:
            self.cancel.__cause__ = self.failure
            raise self.cancel
        if self.failure:
            raise self.failure
        return self.result


async def save(commit, record):
    return await Commit(commit(record)).outcome()
