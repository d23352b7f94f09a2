# Without any URLs asyncio.wait raises ValueError.
# fails: Contents come under their URLs

import asyncio


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    outcomes = list(zip(urls, tasks))
    ok = {url: task.result() for url, task in outcomes if not task.exception()}
    return ok, {url: task.exception() for url, task in outcomes if task.exception()}
