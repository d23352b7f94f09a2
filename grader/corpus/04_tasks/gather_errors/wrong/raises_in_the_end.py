# All downloads run to their end, and then the failures are raised in a group: what has come is lost.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    got = await asyncio.gather(*map(download, urls), return_exceptions=True)
    failures = [one for one in got if isinstance(one, Exception)]
    if failures:
        raise ExceptionGroup("some downloads failed", failures)
    return dict(zip(urls, got)), {}
