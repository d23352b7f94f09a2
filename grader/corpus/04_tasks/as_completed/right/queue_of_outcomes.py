# Right: each task puts its outcome in a queue, whatever it is; the generator takes them out one by one.
import asyncio


async def stream(download, urls):
    outcomes = asyncio.Queue()

    async def fetch(url):
        try:
            result = await download(url)
        except Exception as error:
            outcomes.put_nowait((url, None, error))
        else:
            outcomes.put_nowait((url, result, None))

    tasks = {asyncio.create_task(fetch(url)) for url in urls}
    try:
        for _ in range(len(tasks)):
            url, result, error = await outcomes.get()
            if error is not None:
                raise error
            yield url, result
    finally:
        for task in tasks:
            task.cancel()
        while not all(task.done() for task in tasks):
            await asyncio.gather(*tasks, return_exceptions=True)
