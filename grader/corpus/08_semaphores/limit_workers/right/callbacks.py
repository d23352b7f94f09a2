# Right: a class with futures and callbacks; each end of a task starts the next one.

import asyncio


class Pool:
    def __init__(self, jobs, limit):
        self.jobs = list(jobs)
        self.limit = limit
        self.next = 0
        self.results = [None] * len(self.jobs)
        self.running = set()
        self.error = None
        self.stopping = False
        self.over = asyncio.get_running_loop().create_future()

    def fill(self):
        while not self.stopping and self.next < len(self.jobs) and len(self.running) < self.limit:
            task = asyncio.get_running_loop().create_task(self.jobs[self.next]())
            self.running.add(task)
            task.add_done_callback(lambda task, number=self.next: self.ended(task, number))
            self.next += 1
        if not self.running and not self.over.done():
            self.over.set_result(None)

    def ended(self, task, number):
        self.running.discard(task)
        if task.cancelled():
            pass
        elif task.exception():
            self.error = self.error or task.exception()
            self.stop()
        else:
            self.results[number] = task.result()
        self.fill()

    def stop(self):
        self.stopping = True
        for task in self.running:
            task.cancel()


async def run_all(jobs, limit=3):
    pool = Pool(jobs, limit)
    pool.fill()
    cancelled = None
    while not pool.over.done():
        try:
            await asyncio.shield(pool.over)
        except asyncio.CancelledError as error:
            cancelled = error
            pool.stop()
    if cancelled:
        raise cancelled
    if pool.error:
        raise pool.error
    return pool.results
