# A semaphore that nobody asked for: only three downloads run at once.
# fails: All downloads are at work at the same time

import asyncio


async def download_all(download, urls):
    slots = asyncio.Semaphore(3)

    async def one(url):
        async with slots:
            return await download(url)

    got = await asyncio.gather(*map(one, urls), return_exceptions=True)
    ok = {url: content for url, content in zip(urls, got) if not isinstance(content, Exception)}
    return ok, {url: error for url, error in zip(urls, got) if isinstance(error, Exception)}
