# Puts results and failures into one queue, and raises what is an exception: also a result that is an exception object.
# fails: Each result comes with its own URL, once
# kind: odd-values
import asyncio


async def stream(download, urls):
    outcomes = asyncio.Queue()

    async def fetch(url):
        try:
            outcomes.put_nowait((url, await download(url)))
        except Exception as error:
            outcomes.put_nowait((url, error))

    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    try:
        for _ in tasks:
            url, outcome = await outcomes.get()
            if isinstance(outcome, Exception):
                raise outcome
            yield url, outcome
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
