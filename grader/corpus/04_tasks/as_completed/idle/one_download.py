# Idle: one download, and no other.


async def stream(download, urls):
    for url in urls[:1]:
        yield url, await download(url)
