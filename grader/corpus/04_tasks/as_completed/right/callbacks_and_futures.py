# Right: the callbacks of hand-made tasks fill a deque, and wake the reader through a future.
import asyncio
from collections import deque


async def stream(download, urls):
    loop = asyncio.get_running_loop()
    complete = deque()
    wake = loop.create_future()

    def done(task):
        complete.append(task)
        if not wake.done():
            wake.set_result(None)

    owner = {}
    try:
        for url in urls:
            task = loop.create_task(download(url))
            owner[task] = url
            task.add_done_callback(done)
        for _ in urls:
            while not complete:
                wake = loop.create_future()
                await wake
            task = complete.popleft()
            yield owner[task], task.result()
    finally:
        for task in owner:
            task.remove_done_callback(done)
            task.cancel()
        cancelled = None
        while open_tasks := [task for task in owner if not task.done()]:
            try:
                await asyncio.wait(open_tasks)
            except asyncio.CancelledError as error:
                cancelled = error
        for task in owner:
            if not task.cancelled():
                task.exception()
        if cancelled:
            raise cancelled
