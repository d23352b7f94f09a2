# Only the expected kind of failure is kept; the others leave, and take everything with them.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    async def keep(url):
        try:
            return await download(url)
        except ConnectionError as error:
            return error

    got = dict(zip(urls, await asyncio.gather(*map(keep, urls))))
    ok = {url: one for url, one in got.items() if not isinstance(one, Exception)}
    return ok, {url: one for url, one in got.items() if isinstance(one, Exception)}
