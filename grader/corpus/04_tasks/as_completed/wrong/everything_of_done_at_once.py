# Yields lists of pairs: all that is complete.
# fails: Each result comes with its own URL, once
import asyncio


async def stream(download, urls):
    pending = {asyncio.create_task(download(url)): url for url in urls}
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            yield [(pending.pop(task), task.result()) for task in done]
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
