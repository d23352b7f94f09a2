# A failed download is in ok too, with None for its content.
# fails: `ok` holds the contents, and nothing else

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    failed = {url: one for url, one in got.items() if isinstance(one, Exception)}
    return {url: None if url in failed else one for url, one in got.items()}, failed
