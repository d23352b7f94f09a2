# Gives all pairs first, and raises the failure at the end.
# fails: A failure stops the other downloads
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    failure = None
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                each = await complete
            except Exception as error:
                failure = error
            else:
                yield each
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if failure:
        raise failure
