# Failures are handled well, but aclose() raises what the task group makes of GeneratorExit.
# fails: A reader that stops early stops all downloads
import asyncio


async def stream(download, urls):
    queue = asyncio.Queue()

    async def pair(url):
        try:
            queue.put_nowait((url, await download(url)))
        except Exception as error:
            queue.put_nowait(error)

    failure = None
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(pair(url)) for url in urls]
        for _ in tasks:
            item = await queue.get()
            if isinstance(item, Exception):
                failure = item
                break
            yield item
        for task in tasks:
            task.cancel()
    if failure:
        raise failure
