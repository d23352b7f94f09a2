# After a failure it waits for all the others before it looks for a success.
# fails: A failure does not end the race
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    try:
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if all(task.exception() for task in done) and pending:
            await asyncio.wait(pending)
        for task in tasks:
            if task.done() and not task.exception():
                return task.result()
        raise ExceptionGroup("all", [task.exception() for task in tasks])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
