# Calls as_completed anew for each pair, with the coroutines: every download is started over and over.
# fails: All downloads run at the same time
import asyncio


async def stream(download, urls):
    left = list(urls)

    async def pair(url):
        return url, await download(url)

    while left:
        tasks = [asyncio.create_task(pair(url)) for url in left]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        url, result = done.pop().result()
        left.remove(url)
        yield url, result
