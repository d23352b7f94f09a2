# Right: asyncio.wait, and a new task for each one that is done; nothing is started ahead.

import asyncio
import collections


async def run_all(jobs, limit=3):
    waiting = collections.deque(enumerate(jobs))
    running = {}
    results = {}
    try:
        while waiting or running:
            while waiting and len(running) < limit:
                number, job = waiting.popleft()
                running[asyncio.create_task(job())] = number
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                results[running[task]] = task.result()
                del running[task]
    except BaseException:
        for task in running:
            task.cancel()
        while any(not task.done() for task in running):
            try:
                await asyncio.wait(running)
            except asyncio.CancelledError:
                continue  # cancelled again: there is still something to wait for
        raise
    return [results[number] for number in range(len(jobs))]
