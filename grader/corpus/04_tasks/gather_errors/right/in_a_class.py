# Right: a class that is awaited, with ordered dicts, and a NamedTuple for the pair.

import asyncio
from collections import OrderedDict, namedtuple

Outcomes = namedtuple("Outcomes", "ok failed")


class Downloads:
    def __init__(self, download, urls):
        self.download, self.urls = download, urls

    def __await__(self):
        got = yield from asyncio.gather(*map(self.download, self.urls), return_exceptions=True).__await__()
        outcomes = Outcomes(OrderedDict(), OrderedDict())
        for url, one in zip(self.urls, got):
            outcomes[isinstance(one, BaseException)][url] = one
        return outcomes


async def download_all(download, urls):
    return await Downloads(download, urls)
