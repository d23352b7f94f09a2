# Right: as_completed as an async iterator (3.13) gives the tasks themselves, so that a dict knows whose they are.
#
# python: 3.13
import asyncio


async def stream(download, urls):
    urls_of = {asyncio.create_task(download(url)): url for url in urls}
    try:
        async for task in asyncio.as_completed(urls_of):
            yield urls_of[task], task.result()
    finally:
        for task in urls_of:
            task.cancel()
        await asyncio.gather(*urls_of, return_exceptions=True)
