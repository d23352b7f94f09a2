# Right: four pools of one process each, and a queue that hands the next payload to whichever is free.
# (A class; asyncio.Queue.shutdown ends the workers.)
# python: 3.13
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


class Hashing:
    def __init__(self, digest, payloads):
        self.digest, self.results = digest, [None] * len(payloads)
        self.queue = asyncio.Queue()
        for item in enumerate(payloads):
            self.queue.put_nowait(item)
        self.queue.shutdown()
        self.workers = min(len(payloads), os.process_cpu_count())

    async def work(self):
        pool = ProcessPoolExecutor(1)
        try:
            while True:
                number, payload = await self.queue.get()
                self.results[number] = await asyncio.wrap_future(pool.submit(self.digest, payload))
        except asyncio.QueueShutDown:
            pass
        finally:
            await asyncio.to_thread(pool.shutdown)

    async def run(self):
        tasks = [asyncio.create_task(self.work()) for _ in range(self.workers)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                if not task.cancelling():  # gather has cancelled them already, if it was cancelled itself
                    task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return self.results


async def hash_all(digest, payloads):
    return await Hashing(digest, payloads).run()
