# One try around all of them: the first failure is kept, under no URL, and the contents are lost.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    ok, failed = {}, {}
    try:
        for url, got in zip(urls, await asyncio.gather(*map(download, urls))):
            ok[url] = got
    except Exception as e:
        failed["?"] = e
    return ok, failed
