# Cancelled, it lets all downloads finish first.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    all_of_them = asyncio.gather(*map(download, urls), return_exceptions=True)
    cancelled = None
    while not all_of_them.done():
        try:
            await asyncio.shield(all_of_them)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    got = all_of_them.result()
    ok = {url: content for url, content in zip(urls, got) if not isinstance(content, Exception)}
    return ok, {url: error for url, error in zip(urls, got) if isinstance(error, Exception)}
