# Only the expected kinds of failure are put into failed; a third kind is in neither dict.
# fails: `failed` holds every exception itself
# kind: failure-types

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, {url: one for url, one in got.items() if isinstance(one, OSError)}
