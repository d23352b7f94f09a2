# Right: a task group around the yield, whose tasks never fail; it is left by a return or a failure of the body, told apart afterwards.
import asyncio


async def stream(download, urls):
    outcomes = asyncio.Queue()

    async def fetch(url):
        try:
            outcomes.put_nowait((url, await download(url)))
        except Exception as error:
            outcomes.put_nowait(error)

    failure = None
    closing = False
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(url)) for url in urls]
        for _ in tasks:
            outcome = await outcomes.get()
            if isinstance(outcome, Exception):
                failure = outcome
                break
            try:
                yield outcome
            except GeneratorExit:
                closing = True
                break
        for task in tasks:
            task.cancel()
    if failure:
        raise failure
    if closing:
        return
