# A busy reader hears of the failure before the pairs that were complete before it.
# fails: A busy reader gets them in the order of completion, too
import asyncio


async def stream(download, urls):
    ready = asyncio.Queue()
    failures = []

    async def fetch(url):
        try:
            ready.put_nowait((url, await download(url)))
        except Exception as error:
            failures.append(error)
            ready.put_nowait(None)

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        for _ in tasks:
            pair = await ready.get()
            if failures:
                raise failures[0]
            yield pair
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
