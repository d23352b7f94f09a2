# Of each exception only the message is kept.
# fails: `failed` holds every exception itself

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, {url: str(one) for url, one in got.items() if isinstance(one, Exception)}
