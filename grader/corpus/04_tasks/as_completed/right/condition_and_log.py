# Right: a log of what is complete, and a condition that tells of each new entry.
import asyncio


async def stream(download, urls):
    news = asyncio.Condition()
    log = []

    async def fetch(url):
        try:
            entry = ((url, await download(url)), None)
        except Exception as error:
            entry = (None, error)
        log.append(entry)
        async with news:
            news.notify_all()

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        for number in range(len(tasks)):
            async with news:
                await news.wait_for(lambda: len(log) > number)
            pair, error = log[number]
            if error is not None:
                raise error
            yield pair
    finally:
        over = asyncio.gather(*tasks, return_exceptions=True)
        over.cancel()
        try:
            await over
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():
                await asyncio.gather(*tasks, return_exceptions=True)
                raise
