# asyncio.wait gives a set: for a busy reader several are done, and their order is lost.
# fails: A busy reader gets them in the order of completion, too
import asyncio


async def stream(download, urls):
    pending = {asyncio.create_task(download(url)): url for url in urls}
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                url = pending.pop(task)
                yield url, task.result()
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
