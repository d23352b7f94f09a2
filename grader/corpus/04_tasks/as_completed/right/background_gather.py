# Right: a gather in the background that ends with a sentinel; the failure has its turn in the queue.
import asyncio

END = object()


async def stream(download, urls):
    queue = asyncio.Queue()

    async def fetch(url):
        try:
            result = await download(url)
        except Exception as error:
            queue.put_nowait(error)
        else:
            queue.put_nowait((url, result))

    async def fetch_all():
        await asyncio.gather(*map(fetch, urls))
        queue.put_nowait(END)

    background = asyncio.create_task(fetch_all())
    try:
        while (item := await queue.get()) is not END:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        background.cancel()
        await asyncio.gather(background, return_exceptions=True)
