# The list of failures belongs to the module: after one failed stream, every other one fails, too.
# fails: A failure reaches the reader as it is
# kind: shared-between-calls

import asyncio

failed = []


async def stream(download, urls):
    finished = asyncio.Queue()
    tasks = [asyncio.create_task(download(url)) for url in urls]
    for url, task in zip(urls, tasks):
        task.add_done_callback(lambda task, url=url: finished.put_nowait((url, task)))
    try:
        for _ in tasks:
            url, task = await finished.get()
            if task.exception():
                failed.append(task)
            if failed:
                raise failed[0].exception()
            yield url, task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
