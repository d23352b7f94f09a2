# Hands on the failures that it knows; any other one ends the stream as if nothing had happened.
# fails: A failure reaches the reader as it is
# kind: failure-types
import asyncio


async def stream(download, urls):
    async def pair(url):
        return url, await download(url)

    tasks = [asyncio.create_task(pair(url)) for url in urls]
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                found = await complete
            except (OSError, ValueError, LookupError):
                raise
            except Exception:
                return
            yield found
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
