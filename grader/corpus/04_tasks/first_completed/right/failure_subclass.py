# Right: an ExceptionGroup of its own kind, and a wait that begins anew after each failure.
import asyncio
from functools import partial


class AllMirrorsFailed(ExceptionGroup):
    pass


async def _settle(tasks):
    again = None
    for task in tasks:
        task.cancel()
    for task in tasks:
        while not task.done():
            try:
                await asyncio.wait({task})
            except asyncio.CancelledError as error:
                again = error
        task.cancelled() or task.exception()
    if again:
        raise again


async def fastest(mirrors):
    tasks = list(map(asyncio.create_task, (mirror() for mirror in mirrors)))
    failed = []
    try:
        while len(failed) < len(tasks):
            running = [task for task in tasks if task not in failed]
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in filter(partial(asyncio.Task.done), running):
                try:
                    return task.result()
                except Exception:
                    failed.append(task)
        raise AllMirrorsFailed("sorry", [task.exception() for task in failed])
    finally:
        await _settle(tasks)
