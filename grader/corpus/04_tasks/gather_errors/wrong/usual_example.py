# The program that one often sees: one list of results, in which contents and exceptions are mixed.
# fails: Contents come under their URLs

import asyncio


async def download_all(download, urls):
    return await asyncio.gather(*[download(url) for url in urls], return_exceptions=True)
