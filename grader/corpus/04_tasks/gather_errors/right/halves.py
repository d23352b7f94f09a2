# Right: downloads the two halves of the list at the same time, and each half in the same way.

import asyncio


async def download_all(download, urls):
    if not urls:
        return {}, {}
    if len(urls) == 1:
        try:
            return {urls[0]: await download(urls[0])}, {}
        except Exception as e:
            return {}, {urls[0]: e}
    half = len(urls) // 2
    async with asyncio.TaskGroup() as g:
        a = g.create_task(download_all(download, urls[:half]))
        b = g.create_task(download_all(download, urls[half:]))
    (o1, f1), (o2, f2) = a.result(), b.result()
    return {**o1, **o2}, f1 | f2
