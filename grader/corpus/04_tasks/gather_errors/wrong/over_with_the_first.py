# gather without return_exceptions: cancelled, it is over with the first download that is, and the others are still cleaning up.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    async def outcome(url):
        try:
            return True, await download(url)
        except Exception as error:
            return False, error

    pairs = dict(zip(urls, await asyncio.gather(*[outcome(url) for url in urls])))
    return (
        {url: content for url, (worked, content) in pairs.items() if worked},
        {url: error for url, (worked, error) in pairs.items() if not worked},
    )
