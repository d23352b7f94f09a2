# Waits for the downloads for a minute at most, and takes those that are not over by then for failed.
# fails: Contents come under their URLs
# kind: own-time-limit
import asyncio


async def download_all(download, urls):
    async def one(url):
        async with asyncio.timeout(60):
            return await download(url)

    got = await asyncio.gather(*map(one, urls), return_exceptions=True)
    ok = {url: one for url, one in zip(urls, got) if not isinstance(one, BaseException)}
    return ok, {url: one for url, one in zip(urls, got) if url not in ok}
