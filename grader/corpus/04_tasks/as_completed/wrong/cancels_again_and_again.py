# Cancels the downloads until they are gone: a cancel while they clean up cuts that short.
# fails: A reader that stops early stops all downloads
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        while not all(task.done() for task in tasks):
            for task in tasks:
                task.cancel()
            await asyncio.sleep(0)
