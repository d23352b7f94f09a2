# The URLs that failed are listed, without their exceptions.
# fails: Contents come under their URLs

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, [url for url in got if url not in ok]
