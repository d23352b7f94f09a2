# Hands on the pairs of an inner generator, and does not close it: that is left to the garbage collector.
# fails: A reader that stops early stops all downloads
import asyncio


async def _pairs(tasks):
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    async for each in _pairs([asyncio.create_task(pair(url)) for url in urls]):
        yield each
