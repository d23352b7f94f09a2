# Keeps its two dicts at the top of the file: what one call has put in is still there in the next one.
# fails: `failed` holds every exception itself
import asyncio

ok, failed = {}, {}


async def download_all(download, urls):
    got = await asyncio.gather(*map(download, urls), return_exceptions=True)
    for url, one in zip(urls, got):
        if isinstance(one, BaseException):
            failed[url] = one
        else:
            ok[url] = one
    return ok, failed
