# The dicts belong to the module; each call empties them first, but two at the same time fill the same ones.
# fails: `ok` holds the contents, and nothing else
# kind: shared-between-calls

import asyncio

ok = {}
failed = {}


async def download_all(download, urls):
    ok.clear()
    failed.clear()
    outcomes = await asyncio.gather(*(download(url) for url in urls), return_exceptions=True)
    for url, outcome in zip(urls, outcomes):
        (failed if isinstance(outcome, BaseException) else ok)[url] = outcome
    return ok, failed
