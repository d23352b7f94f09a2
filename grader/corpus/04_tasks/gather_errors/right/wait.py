# Right: asyncio.wait for all of them; then each task is asked for its exception.

import asyncio


async def download_all(download, urls):
    tasks = [asyncio.ensure_future(download(url)) for url in urls]
    if not tasks:
        return {}, {}
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    outcomes = list(zip(urls, tasks))
    ok = {url: task.result() for url, task in outcomes if task.exception() is None}
    failed = {url: task.exception() for url, task in outcomes if task.exception() is not None}
    return ok, failed
