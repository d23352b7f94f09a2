# Right: an object that can be awaited, with a task and a place for each order.

import asyncio


class Round:
    def __init__(self, brew, orders):
        self.tasks = tuple(asyncio.ensure_future(brew(order)) for order in orders)

    def __await__(self):
        return self._drinks().__await__()

    async def _drinks(self):
        waiting = set(self.tasks)
        try:
            while waiting:
                done, waiting = await asyncio.wait(waiting, return_when="FIRST_COMPLETED")
                [task.result() for task in done]
            return [task.result() for task in self.tasks]
        except:
            self._close()
            await self._until_over()
            raise

    async def _until_over(self):
        while not all(task.done() for task in self.tasks):
            try:
                await asyncio.wait(self.tasks)
            except asyncio.CancelledError:
                continue

    def _close(self):
        for task in self.tasks:
            task.cancel()


async def brew_all(brew, orders):
    return await Round(brew, orders)
