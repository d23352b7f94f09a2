# Awaits the losers one by one, and a failure of theirs takes the place of the result.
# fails: The first one that succeeds wins
import asyncio
import contextlib


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures, results, pending = [], [], set(tasks)
    try:
        while pending and not results:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            results += [task for task in done if not task.exception()]
            failures += [task.exception() for task in done if task.exception()]
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    for task in pending:
        task.cancel()
    over = asyncio.gather(*pending)
    with contextlib.suppress(asyncio.CancelledError):
        await over
    await asyncio.gather(*pending, return_exceptions=True)
    if asyncio.current_task().cancelling():
        raise asyncio.CancelledError
    if results:
        return results[0].result()
    raise ExceptionGroup("all", failures)
