# When the reader stops early, it waits 0.1 s before it cancels the others.
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
        if pending := [task for task in tasks if not task.done()]:
            await asyncio.wait(pending, timeout=0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
