# Looks every quarter of a second whether all downloads are over.
# fails: All downloads are at work at the same time
# kind: polling
import asyncio


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0.25)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    ok = {url: task.result() for url, task in zip(urls, tasks) if not task.exception()}
    return ok, {url: task.exception() for url, task in zip(urls, tasks) if task.exception()}
