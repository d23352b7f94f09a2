# Right: the last download shuts the queue down (3.13); eager tasks start the downloads at once.
#
# python: 3.13
import asyncio


async def stream(download, urls):
    loop = asyncio.get_running_loop()
    pairs = asyncio.Queue()
    left = len(urls)

    async def fetch(url):
        nonlocal left
        try:
            pairs.put_nowait((url, await download(url), None))
        except Exception as error:
            pairs.put_nowait((url, None, error))
        left -= 1
        if not left:
            pairs.shutdown()

    tasks = [asyncio.Task(fetch(url), loop=loop, eager_start=True) for url in urls]
    if not tasks:
        pairs.shutdown()
    try:
        while True:
            url, result, error = await pairs.get()
            if error:
                raise error
            yield url, result
    except asyncio.QueueShutDown:
        pass
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
