# The usual example, but each download is started only when the one before is complete.
# fails: All downloads run at the same time
import asyncio


async def stream(download, urls):
    for url in urls:
        for coroutine in asyncio.as_completed([download(url)]):
            yield url, await coroutine
