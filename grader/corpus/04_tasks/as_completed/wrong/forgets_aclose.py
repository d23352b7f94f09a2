# Cleans up after a failure and a cancel with `except`, but GeneratorExit is no Exception: after aclose() the downloads run on.
# fails: A reader that stops early stops all downloads
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    except (Exception, asyncio.CancelledError):
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
