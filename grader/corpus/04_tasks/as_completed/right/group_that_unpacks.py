# Right: a task group around the yield that is aborted by what leaves its body; the group it raises is unpacked again.
import asyncio


async def stream(download, urls):
    ready = asyncio.Queue()

    async def fetch(url):
        try:
            await ready.put((url, await download(url), None))
        except Exception as error:
            await ready.put((url, None, error))

    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(fetch(url))
            for _ in urls:
                url, result, error = await ready.get()
                if error:
                    raise error
                yield url, result
    except BaseExceptionGroup as group:
        problem = group.exceptions[0]
    else:
        return
    raise problem
