# Waits for all downloads with gather; after a failure the others run on.
# fails: A failure stops the other downloads
import asyncio


async def stream(download, urls):
    results = await asyncio.gather(*[download(url) for url in urls])
    for pair in zip(urls, results):
        yield pair
