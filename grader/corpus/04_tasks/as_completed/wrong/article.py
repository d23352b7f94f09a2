# The usual example in a generator, with nothing done about what still runs when it ends early.
# fails: A reader that stops early stops all downloads
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    for complete in asyncio.as_completed([pair(url) for url in urls]):
        yield await complete
