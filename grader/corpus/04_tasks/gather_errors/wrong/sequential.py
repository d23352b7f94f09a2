# One download after the other.
# fails: All downloads are at work at the same time
# kind: points-for-nothing


async def download_all(download, urls):
    ok, failed = {}, {}
    for url in urls:
        try:
            ok[url] = await download(url)
        except Exception as error:
            failed[url] = error
    return ok, failed
