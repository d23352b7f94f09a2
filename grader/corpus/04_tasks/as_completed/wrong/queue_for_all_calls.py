# All streams share one queue: a reader gets the pairs of another one.
# fails: Each result comes with its own URL, once
import asyncio

pairs = asyncio.Queue()


async def stream(download, urls):
    async def fetch(url):
        try:
            pairs.put_nowait((url, await download(url), None))
        except Exception as error:
            pairs.put_nowait((url, None, error))

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        while tasks:
            url, result, error = await pairs.get()
            if error:
                raise error
            yield url, result
            if pairs.empty() and all(task.done() for task in tasks):
                return
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
