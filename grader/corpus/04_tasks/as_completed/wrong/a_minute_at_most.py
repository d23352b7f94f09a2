# Waits for all downloads together for a minute at most: a limit that nobody has asked for.
# fails: Each result comes with its own URL, once
# kind: own-time-limit
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks, timeout=60):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
