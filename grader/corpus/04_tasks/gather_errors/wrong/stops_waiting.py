# It returns at the first failure, with what has come by then: the other downloads are left running.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    if not urls:
        return {}, {}
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    try:
        await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
    except asyncio.CancelledError:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        raise
    ok = {url: task.result() for url, task in tasks.items() if task.done() and not task.exception()}
    failed = {url: task.exception() for url, task in tasks.items() if task.done() and task.exception()}
    return ok, failed
