# Idle: starts all downloads, and stops them at once.
import asyncio


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {}, {}
