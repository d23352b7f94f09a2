# Cleans up after a failure and after aclose(), but CancelledError is no Exception: cancelled, it leaves the downloads running.
# fails: Cancelled, it stops everything and passes the cancellation on
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    except (Exception, GeneratorExit):
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
