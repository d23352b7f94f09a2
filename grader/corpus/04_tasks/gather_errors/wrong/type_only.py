# Of each exception only the type is kept.
# fails: `failed` holds every exception itself

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {i: g for i, g in got.items() if not isinstance(g, Exception)}
    return ok, {i: type(g) for i, g in got.items() if isinstance(g, Exception)}
