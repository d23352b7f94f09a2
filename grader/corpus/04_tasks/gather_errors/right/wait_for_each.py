# Right: asyncio.wait for the next ones, over and over; a task of its own sees to the end of the others.

import asyncio


async def download_all(download, urls):
    pending = {asyncio.create_task(download(u), name=u) for u in urls}
    every = set(pending)
    got = {}
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for t in done:
                got[t.get_name()] = t
    except BaseException:
        for t in every:
            t.cancel()

        async def reap():
            await asyncio.gather(*every, return_exceptions=True)

        r = asyncio.create_task(reap())
        while not r.done():
            try:
                await asyncio.shield(r)
            except asyncio.CancelledError:
                pass
        raise
    ok = {u: got[u].result() for u in urls if got[u].exception() is None}
    return ok, {u: got[u].exception() for u in urls if u not in ok}
