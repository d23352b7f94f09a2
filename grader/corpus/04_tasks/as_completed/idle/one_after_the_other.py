# Idle: one download after the other.


async def stream(download, urls):
    for url in urls:
        yield url, await download(url)
