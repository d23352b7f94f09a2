# A class, and callbacks in place of awaits.

import asyncio


class Order:
    def __init__(self, item):
        self.item = item
        self.running = set()
        self.failures = []
        self.over = asyncio.get_running_loop().create_future()

    def start(self, step):
        task = asyncio.ensure_future(step(self.item))
        self.running.add(task)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task):
        self.running.discard(task)
        if not task.cancelled() and task.exception():
            self.failures.append(task.exception())
            for other in self.running:
                other.cancel()
        if not self.running and not self.over.done():
            self.over.set_result(None)

    async def both(self, send_mail, pack):
        self.start(send_mail)
        parcel = self.start(pack)
        cancelled = None
        while not self.over.done():
            try:
                await asyncio.shield(self.over)
            except asyncio.CancelledError as error:
                cancelled = error
                for task in list(self.running):
                    task.cancel()
        if cancelled:
            raise cancelled
        if self.failures:
            raise self.failures[0]
        return parcel.result()


async def order(item, in_stock, reserve, send_mail, pack):
    return "sold out" if not await in_stock(item) else (await reserve(item), await Order(item).both(send_mail, pack))[1]
