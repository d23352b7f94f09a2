# Right: each download posts its outcome in a queue, with its number; they are sorted in the end.

import asyncio
from collections import defaultdict


async def download_all(download, urls):
    q = asyncio.Queue()

    async def one(i, u):
        try:
            r = (i, u, 0, await download(u))
        except asyncio.CancelledError:
            raise
        except BaseException as e:
            r = (i, u, 1, e)
        await q.put(r)

    async with asyncio.TaskGroup() as g:
        for i, u in enumerate(urls):
            g.create_task(one(i, u))
        rows = [await q.get() for _ in urls]
    out = ({}, {})
    for i, u, k, v in sorted(rows, key=lambda r: r[0]):
        out[k][u] = v
    return out
