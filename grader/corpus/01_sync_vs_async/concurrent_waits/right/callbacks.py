# Right: a class that counts down in done callbacks, and one future that it waits for.

import asyncio


class Bar:
    def __init__(self, brew, orders):
        self.drinks = {}
        self.failure = None
        self.tasks = []
        self.last = asyncio.get_event_loop().create_future()
        for number, order in enumerate(orders):
            task = asyncio.ensure_future(brew(order))
            task.add_done_callback(lambda task, number=number: self.ready(number, task))
            self.tasks.append(task)
        if not self.tasks:
            self.last.set_result(None)

    def ready(self, number, task):
        if task.cancelled():
            self.drinks[number] = None
        elif task.exception() is not None:
            self.drinks[number] = None
            self.failure = self.failure or task.exception()
            self.close()
        else:
            self.drinks[number] = task.result()
        if len(self.drinks) == len(self.tasks) and not self.last.done():
            self.last.set_result(None)

    def close(self):
        for task in self.tasks:
            task.cancel()

    async def serve(self):
        cancelled = None
        while not self.last.done():
            try:
                await asyncio.shield(self.last)
            except asyncio.CancelledError as reason:
                cancelled = reason
                self.close()
        if cancelled:
            raise cancelled
        if self.failure:
            raise self.failure
        return [self.drinks[number] for number in range(len(self.tasks))]


async def brew_all(brew, orders):
    return await Bar(brew, orders).serve()
