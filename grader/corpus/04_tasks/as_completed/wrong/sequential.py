# One download after the other.
# fails: All downloads run at the same time
# kind: points-for-nothing
async def stream(download, urls):
    for url in urls:
        yield url, await download(url)
