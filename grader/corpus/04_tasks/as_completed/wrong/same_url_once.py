# Keeps the tasks in a dict by URL: the second download of the same URL takes the place of the first.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = {url: asyncio.create_task(pair(url)) for url in set(urls)}
    try:
        for complete in asyncio.as_completed(tasks.values()):
            yield await complete
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
