# Waits for all downloads with gather, and only then gives the first pair.
# fails: Each pair comes the moment its download is complete
import asyncio


async def stream(download, urls):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(download(url)) for url in urls]
    for url, task in zip(urls, tasks):
        yield url, task.result()
