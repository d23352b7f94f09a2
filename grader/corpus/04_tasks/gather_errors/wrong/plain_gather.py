# gather without return_exceptions: the first failure leaves at once, and the other downloads run on.
# fails: A failure stops none of the others

import asyncio


async def download_all(download, urls):
    contents = await asyncio.gather(*[download(url) for url in urls])
    return dict(zip(urls, contents)), {}
