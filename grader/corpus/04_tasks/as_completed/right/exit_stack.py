# Right: an exit stack cancels, then awaits, each task; a list as pair, and a closure for each URL.
import asyncio
import contextlib


async def _over(task):
    task.cancel()
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if not task.cancelled():
        task.exception()
    if cancelled is not None:
        raise cancelled


async def stream(download, urls):
    async def labelled(url):
        return [url, await download(url)]

    async with contextlib.AsyncExitStack() as stack:
        tasks = []
        for url in urls:
            tasks.append(asyncio.create_task(labelled(url)))
            stack.push_async_callback(_over, tasks[-1])
        stack.callback(lambda: [task.cancel() for task in tasks])
        for task in asyncio.as_completed(tasks):
            yield await task
