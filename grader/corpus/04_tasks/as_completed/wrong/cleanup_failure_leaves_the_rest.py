# Closing, it waits with a plain gather: a download that fails as it cleans up ends that wait, and the others are left behind.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-meets-failure
import asyncio
from contextlib import suppress


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    except BaseException:
        left = [task for task in tasks if not task.done()]
        for task in left:
            task.cancel()
        if asyncio.current_task().cancelling():
            with suppress(Exception):
                await asyncio.gather(*left)
        else:
            await asyncio.gather(*left, return_exceptions=True)
        raise
