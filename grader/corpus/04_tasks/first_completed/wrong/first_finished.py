# Takes the first one that is done, though it may have failed.
# fails: A failure does not end the race
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
