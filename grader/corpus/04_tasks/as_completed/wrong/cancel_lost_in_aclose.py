# A cancel that comes while the stream is being closed is suppressed together with those of the downloads.
# fails: Cancelled, it stops everything and passes that on
import asyncio
import contextlib


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            while not task.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([task])
