# Takes what as_completed gives for the tasks that went in: before 3.13 that is a KeyError, with `for` on every Python.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    owner = {asyncio.create_task(download(url)): url for url in urls}
    try:
        for complete in asyncio.as_completed(owner):
            result = await complete
            yield owner[complete], result
    finally:
        for task in owner:
            task.cancel()
        await asyncio.gather(*owner, return_exceptions=True)
