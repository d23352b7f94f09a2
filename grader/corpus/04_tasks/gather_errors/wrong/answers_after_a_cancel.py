# Cancelled, it returns the pair if all downloads are over with a content or a failure: those that answer all the same, too.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-meets-failure
import asyncio


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    over = asyncio.gather(*tasks, return_exceptions=True)
    try:
        await over
    except asyncio.CancelledError:
        if not tasks or any(task.cancelled() for task in tasks):
            raise
    ok = {url: task.result() for url, task in zip(urls, tasks) if not task.exception()}
    return ok, {url: task.exception() for url, task in zip(urls, tasks) if task.exception()}
