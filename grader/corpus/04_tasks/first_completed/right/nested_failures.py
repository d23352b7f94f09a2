# Right: the failures come in groups within a group; whether they are nested is left open.
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in reversed(mirrors)]
    failed = None
    try:
        left = set(tasks)
        while left:
            done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            good = [task for task in done if not task.exception()]
            if good:
                return good[-1].result()
            group = ExceptionGroup("some failed", [task.exception() for task in done])
            failed = ExceptionGroup("more failed", [failed, group]) if failed else group
        raise failed
    finally:
        over = asyncio.gather(*tasks, return_exceptions=True)
        over.cancel()
        await asyncio.gather(over, return_exceptions=True)
        while not all(task.done() for task in tasks):
            await asyncio.gather(*tasks, return_exceptions=True)
