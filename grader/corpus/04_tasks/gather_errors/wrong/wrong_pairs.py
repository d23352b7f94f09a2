# Outcomes in the order in which they came, paired with the URLs in the order of the list.
# fails: Contents come under their URLs

import asyncio


async def download_all(download, urls):
    tasks = [asyncio.ensure_future(download(url)) for url in urls]
    got = []
    try:
        for one in asyncio.as_completed(tasks):
            try:
                got.append((True, await one))
            except Exception as error:
                got.append((False, error))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    pairs = list(zip(urls, got))
    ok = {url: content for url, (worked, content) in pairs if worked}
    return ok, {url: error for url, (worked, error) in pairs if not worked}
