# Runs a hundred downloads at once, and no more.
# fails: All downloads run at the same time
# kind: own-number-limit
import asyncio


async def stream(download, urls):
    slots = asyncio.Semaphore(100)

    async def pair(url):
        async with slots:
            return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
