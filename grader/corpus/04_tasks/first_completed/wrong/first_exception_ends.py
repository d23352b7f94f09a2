# A task group with the mirrors themselves in it: the first failure cancels all the others.
# fails: The first one that succeeds wins
import asyncio


async def fastest(mirrors):
    first = asyncio.Queue()

    async def run(mirror):
        first.put_nowait(await mirror())

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(mirror)) for mirror in mirrors]
        result = await first.get()
        for task in tasks:
            task.cancel()
    return result
