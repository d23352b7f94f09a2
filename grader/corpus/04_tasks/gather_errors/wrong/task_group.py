# A TaskGroup cancels the others when one fails; what had come by then is returned.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    tasks = {}
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                tasks[url] = group.create_task(download(url))
    except ExceptionGroup:
        pass
    ok = {url: task.result() for url, task in tasks.items() if not task.cancelled() and not task.exception()}
    failed = {url: task.exception() for url, task in tasks.items() if not task.cancelled() and task.exception()}
    return ok, failed
