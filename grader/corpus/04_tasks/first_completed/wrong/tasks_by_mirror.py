# A mirror that is there twice is called twice, but only its second task is remembered, and stopped.
# fails: The losers have cleaned up when fastest returns

import asyncio


async def fastest(mirrors):
    tasks = {mirror: asyncio.create_task(mirror()) for mirror in mirrors}
    pending = set(tasks.values())
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
        raise ExceptionGroup("all mirrors failed", [task.exception() for task in tasks.values()])
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
