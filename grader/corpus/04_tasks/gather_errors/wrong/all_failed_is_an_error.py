# If every download has failed, raises an ExceptionGroup instead of returning the pair.
# fails: `failed` holds every exception itself

import asyncio


async def download_all(download, urls):
    results = await asyncio.gather(*(download(url) for url in urls), return_exceptions=True)
    pairs = list(zip(urls, results, strict=True))
    ok = {url: result for url, result in pairs if not isinstance(result, BaseException)}
    failed = {url: result for url, result in pairs if isinstance(result, BaseException)}
    if failed and not ok:
        raise BaseExceptionGroup("nothing came", list(failed.values()))
    return ok, failed
