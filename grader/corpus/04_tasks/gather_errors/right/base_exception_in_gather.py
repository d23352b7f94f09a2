# Right, if careless: it catches CancelledError too; but that is inside of gather, which raises its own when it is cancelled.

import asyncio


async def download_all(download, urls):
    ok, failed = {}, {}

    async def one(u):
        try:
            ok[u] = await download(u)
        except BaseException as e:
            failed[u] = e

    await asyncio.gather(*map(one, urls))
    return {u: ok[u] for u in urls if u in ok}, {u: failed[u] for u in urls if u in failed}
