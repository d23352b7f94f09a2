# The exceptions are in ok as well, as if they were contents.
# fails: `ok` holds the contents, and nothing else

import asyncio


async def download_all(download, urls):
    ok = dict(zip(urls, await asyncio.gather(*map(download, urls), return_exceptions=True)))
    return ok, {url: got for url, got in ok.items() if isinstance(got, Exception)}
