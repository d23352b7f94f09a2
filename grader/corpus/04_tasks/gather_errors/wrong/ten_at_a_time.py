# "don't hammer the server": a semaphore of ten, which nobody has asked for.
# fails: All downloads are at work at the same time
# kind: own-number-limit

import asyncio


async def download_all(download, urls):
    limit = asyncio.Semaphore(10)

    async def one(url):
        async with limit:
            return await download(url)

    results = await asyncio.gather(*map(one, urls), return_exceptions=True)
    pairs = list(zip(urls, results, strict=True))
    ok = {url: result for url, result in pairs if not isinstance(result, BaseException)}
    return ok, {url: result for url, result in pairs if isinstance(result, BaseException)}
