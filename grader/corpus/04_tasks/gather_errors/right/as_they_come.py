# Right: takes them as they come, and puts them in the order of the URLs at the end.
# python: 3.13

import asyncio


async def download_all(download, urls):
    tasks = {asyncio.create_task(download(url)): url for url in urls}
    outcomes = {}
    try:
        async for task in asyncio.as_completed(tasks):
            outcomes[tasks[task]] = task
    finally:
        for task in tasks:
            task.cancel()
        while not all(task.done() for task in tasks):
            try:
                await asyncio.wait(tasks)
            except asyncio.CancelledError:
                continue
    ok = {url: outcomes[url].result() for url in urls if not outcomes[url].exception()}
    return ok, {url: outcomes[url].exception() for url in urls if url not in ok}
