# Right: a class with the methods of an async generator; the downloads start when the first pair is asked for.
import asyncio


class Stream:
    def __init__(self, download, urls):
        self.download = download
        self.urls = list(urls)
        self.tasks = None
        self.over = False

    def __aiter__(self):
        return self

    async def fetch(self, url):
        try:
            outcome = (url, await self.download(url)), None
        except Exception as error:
            outcome = None, error
        self.queue.put_nowait(outcome)

    async def __anext__(self):
        if self.tasks is None:
            self.queue = asyncio.Queue()
            self.left = len(self.urls)
            self.tasks = [asyncio.create_task(self.fetch(url)) for url in self.urls]
        if self.over or not self.left:
            await self.aclose()
            raise StopAsyncIteration
        try:
            pair, error = await self.queue.get()
        except asyncio.CancelledError:
            await self.aclose()
            raise
        self.left -= 1
        if error:
            await self.aclose()
            raise error
        return pair

    async def aclose(self):
        self.over = True
        for task in self.tasks or ():
            task.cancel()
        await asyncio.gather(*self.tasks or (), return_exceptions=True)


stream = Stream
