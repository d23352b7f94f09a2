# Waits for the others in different ways: after a failure with asyncio.wait, which a cancel ends.
# fails: So it does where a download fails
# kind: cancel-on-an-unplayed-path
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    failed = False
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                found = await complete
            except Exception:
                failed = True
                raise
            yield found
    finally:
        for task in tasks:
            task.cancel()
        if failed:
            await asyncio.wait(tasks)
        else:
            await asyncio.gather(*tasks, return_exceptions=True)
