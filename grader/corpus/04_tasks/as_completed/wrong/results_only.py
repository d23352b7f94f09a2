# Gives the results, and does not say whose they are.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            yield await complete
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
