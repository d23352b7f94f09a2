# A second cancel ends the waiting for the cleanup.
# fails: Cancelled, it stops everything and passes that on
# kind: cancelled-again

import asyncio


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        if tasks:
            await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
    outcomes = list(zip(urls, tasks))
    ok = {url: task.result() for url, task in outcomes if not task.exception()}
    return ok, {url: task.exception() for url, task in outcomes if task.exception()}
