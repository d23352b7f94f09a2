# Right: callbacks count down; a future wakes the waiter when the last one has come.

import asyncio


async def download_all(download, urls):
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    waiting = len(urls)

    def one_less(_):
        nonlocal waiting
        waiting -= 1
        if waiting == 0 and not over.done():
            over.set_result(None)

    tasks = []
    for url in urls:
        task = loop.create_task(download(url))
        task.add_done_callback(one_less)
        tasks.append(task)
    try:
        if tasks:
            await over
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    ok, failed = {}, {}
    for url, task in zip(urls, tasks):
        if task.exception():
            failed[url] = task.exception()
        else:
            ok[url] = task.result()
    return ok, failed
