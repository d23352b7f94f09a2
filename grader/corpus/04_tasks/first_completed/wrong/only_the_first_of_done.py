# Looks at one task of `done` a round, and loses the others that were done at the same instant.
# fails: A failure does not end the race
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    pending, failures = list(tasks), []
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            task = min(done, key=lambda task: task.exception() is None)
            pending = [task for task in pending if task not in done]
            if task.exception() is None:
                return task.result()
            failures.append(task.exception())
        raise ExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
