# No consumer is ever made ahead: whoever has an item first starts the next runner, who reads; each runner reads one item, then consumes it.

import asyncio


async def process_all(source, consume, consumers):
    free = asyncio.Semaphore(consumers)
    ended = asyncio.get_running_loop().create_future()
    tasks = set()

    def start():
        task = asyncio.create_task(run())
        tasks.add(task)
        task.add_done_callback(over)

    def over(task):
        tasks.discard(task)
        if not task.cancelled() and task.exception() and not ended.done():
            ended.set_exception(task.exception())
        if not tasks and not ended.done():
            ended.set_result(None)

    async def run():
        try:
            item = await source.__anext__()
        except StopAsyncIteration:
            return
        await free.acquire()
        start()
        try:
            await consume(item)
        finally:
            free.release()

    start()
    try:
        await ended
    finally:
        again = None
        for task in tasks:
            task.cancel()
        while tasks:
            try:
                await asyncio.wait(set(tasks))
            except asyncio.CancelledError as error:
                again = error
        if again:
            raise again
