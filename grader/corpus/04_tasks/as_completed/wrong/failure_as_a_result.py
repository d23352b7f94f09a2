# Yields the exception in place of the result.
# fails: A failure reaches the reader as it is
import asyncio


async def stream(download, urls):
    async def pair(url):
        try:
            return url, await download(url)
        except Exception as error:
            return url, error

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
