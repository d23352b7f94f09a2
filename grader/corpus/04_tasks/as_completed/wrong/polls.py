# Looks every 0.25 s whether something is complete.
# fails: Each pair comes the moment its download is complete
# kind: polling
import asyncio


async def stream(download, urls):
    tasks = {asyncio.create_task(download(url)): url for url in urls}
    try:
        while tasks:
            for task in [task for task in tasks if task.done()]:
                yield tasks.pop(task), task.result()
            await asyncio.sleep(0.25)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
