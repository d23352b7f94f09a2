# Waits for the cleanup with asyncio.wait: a second cancel ends that wait, and the downloads are left behind.
# fails: Cancelled, it stops everything and passes that on
# kind: cancelled-again
import asyncio


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
        if tasks:
            await asyncio.wait(tasks)
