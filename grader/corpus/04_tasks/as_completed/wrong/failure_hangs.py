# A task that fails puts nothing in the queue, and nobody looks at it: the reader waits for ever.
# fails: A failure reaches the reader as it is
import asyncio


async def stream(download, urls):
    queue = asyncio.Queue()

    async def fetch(url):
        queue.put_nowait((url, await download(url)))

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        for _ in tasks:
            yield await queue.get()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
