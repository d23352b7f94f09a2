# All run at once, but they are awaited in the order of the URLs.
# fails: Each pair comes the moment its download is complete
import asyncio


async def stream(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        for url, task in zip(urls, tasks):
            yield url, await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
