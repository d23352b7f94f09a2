# When the reader stops early, it lets the other downloads run to their end instead of cancelling them.
# fails: A reader that stops early stops all downloads
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    except GeneratorExit:
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
