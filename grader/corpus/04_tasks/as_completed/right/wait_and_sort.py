# Right: asyncio.wait gives a set, which knows no order; so each task notes its number when it is complete.
import asyncio
import itertools


async def stream(download, urls):
    numbers = itertools.count()
    finished = {}

    async def fetch(url):
        try:
            return url, await download(url)
        finally:
            finished[asyncio.current_task()] = next(numbers)

    tasks = [asyncio.ensure_future(fetch(url)) for url in urls]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in sorted(done, key=finished.__getitem__):
                yield await task
    finally:
        [task.cancel() for task in tasks]
        await asyncio.gather(*tasks, return_exceptions=True)
