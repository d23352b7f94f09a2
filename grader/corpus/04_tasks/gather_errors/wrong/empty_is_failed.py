# An empty content is left out.
# fails: Contents come under their URLs
# kind: odd-values

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if one and not isinstance(one, Exception)}
    return ok, {url: one for url, one in got.items() if isinstance(one, Exception)}
