# The two dicts are swapped.
# fails: `ok` holds the contents, and nothing else

import asyncio


async def download_all(download, urls):
    got = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    ok = {i: g for i, g in got.items() if not isinstance(g, Exception)}
    return {i: g for i, g in got.items() if isinstance(g, Exception)}, ok
