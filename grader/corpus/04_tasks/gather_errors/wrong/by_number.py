# The dicts are by number, not by URL.
# fails: Contents come under their URLs

import asyncio


async def download_all(download, urls):
    got = await asyncio.gather(*map(download, urls), return_exceptions=True)
    ok = {i: g for i, g in enumerate(got) if not isinstance(g, Exception)}
    return ok, {i: g for i, g in enumerate(got) if isinstance(g, Exception)}
