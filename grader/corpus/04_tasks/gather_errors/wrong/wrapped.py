# Each exception is wrapped in another one, which says less.
# fails: `failed` holds every exception itself

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, {url: RuntimeError(f"{url} failed") for url in got if url not in ok}
