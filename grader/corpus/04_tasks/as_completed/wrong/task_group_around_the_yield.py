# A task group around the yield: aclose() raises a group of GeneratorExit, and a failure cancels the reader at its own work.
# fails: A failure reaches the reader as it is
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(pair(url)) for url in urls]
        for complete in asyncio.as_completed(tasks):
            yield await complete
