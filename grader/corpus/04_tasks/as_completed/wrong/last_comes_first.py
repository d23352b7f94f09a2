# A busy reader gets what is complete from a stack, the last one first.
# fails: A busy reader gets them in the order of completion, too
import asyncio


async def stream(download, urls):
    ready = asyncio.LifoQueue()

    async def fetch(url):
        try:
            ready.put_nowait((url, await download(url), None))
        except Exception as error:
            ready.put_nowait((url, None, error))

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        for _ in tasks:
            url, result, error = await ready.get()
            if error:
                raise error
            yield url, result
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
