# A download fails while the reader is busy; when the reader closes the stream instead of reading on, aclose() raises that.
# fails: A reader that stops early stops all downloads

import asyncio


async def stream(download, urls):
    finished = asyncio.Queue()
    failures = []
    closing = False

    async def one(url):
        try:
            finished.put_nowait((url, await download(url)))
        except Exception as error:
            if not closing:
                failures.append(error)
            finished.put_nowait(None)

    tasks = [asyncio.create_task(one(url)) for url in urls]
    try:
        for _ in tasks:
            pair = await finished.get()
            if pair is None:
                break
            yield pair
    finally:
        closing = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if failures and not asyncio.current_task().cancelling():
            raise failures[0]
