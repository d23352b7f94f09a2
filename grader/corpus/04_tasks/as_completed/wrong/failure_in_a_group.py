# A failure comes in an ExceptionGroup.
# fails: A failure reaches the reader as it is
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                result = await complete
            except Exception as error:
                raise ExceptionGroup("a download failed", [error])
            yield result
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
