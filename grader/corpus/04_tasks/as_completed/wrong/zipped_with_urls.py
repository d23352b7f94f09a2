# Pairs the first result that comes with the first URL, and so on.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        for url, complete in zip(urls, asyncio.as_completed(tasks)):
            yield url, await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
