# Idle: one download after the other.


async def download_all(download, urls):
    ok, failed = {}, {}
    for url in urls:
        try:
            ok[url] = await download(url)
        except Exception as error:
            failed[url] = error
    return ok, failed
