# Right: a task group in a task of its own, which nobody's `yield` interrupts; a failure goes through the queue.
import asyncio


async def stream(download, urls):
    queue = asyncio.Queue()

    async def fetch(url):
        try:
            await queue.put((url, await download(url)))
        except Exception as error:
            await queue.put(error)

    async def run():
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(fetch(url))

    runner = asyncio.create_task(run())
    try:
        for _ in range(len(urls)):
            item = await queue.get()
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        runner.cancel()
        await asyncio.gather(runner, return_exceptions=True)
