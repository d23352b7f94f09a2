# No queue, no group: done-callbacks hand the next item on, and a future tells how it all ended.

import asyncio
from collections import deque


class Run:
    def __init__(self, source, consume, consumers):
        self.source, self.consume, self.free = source, consume, consumers
        self.room = 1
        self.waiting, self.tasks, self.reading = deque(), set(), False
        self.over = False
        self.ended = asyncio.get_running_loop().create_future()

    def start(self, awaitable, then):
        task = asyncio.ensure_future(awaitable)
        self.tasks.add(task)
        task.add_done_callback(lambda task: self.finish(task, then))

    def finish(self, task, then):
        self.tasks.discard(task)
        if self.ended.done() or task.cancelled():
            return
        if error := task.exception():
            self.ended.set_exception(error)
            return
        then(task.result())
        self.go_on()

    def was_read(self, item):
        self.reading = False
        self.over = item is self
        if not self.over:
            self.waiting.append(item)

    def was_consumed(self, _):
        self.free += 1

    def go_on(self):
        while self.waiting and self.free:
            self.free -= 1
            self.start(self.consume(self.waiting.popleft()), self.was_consumed)
        if not self.reading and not self.over and len(self.waiting) <= self.room:
            self.reading = True
            self.start(anext(self.source, self), self.was_read)
        if self.over and not self.tasks:
            self.ended.set_result(None)

    async def stop(self):
        for task in list(self.tasks):
            task.cancel()
        while self.tasks:
            try:
                await asyncio.wait(list(self.tasks))
            except asyncio.CancelledError:
                pass  # it is raised by who called: the first one is on its way


async def process_all(source, consume, consumers):
    run = Run(source, consume, consumers)
    run.go_on()
    try:
        await run.ended
    finally:
        await run.stop()
