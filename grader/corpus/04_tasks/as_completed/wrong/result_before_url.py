# The pairs are the wrong way round.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    async def pair(url):
        return await download(url), url

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
