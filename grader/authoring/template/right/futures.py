# Right: a future by hand, that a callback of each task resolves; a second cancel doesn't cut the cleanup short.
import asyncio


async def fetch_both(fetch):
    over = asyncio.get_running_loop().create_future()
    tasks = [asyncio.ensure_future(fetch(side)) for side in ("left", "right")]

    def look(task):
        if not over.done() and (all(t.done() for t in tasks) or task.cancelled() or task.exception()):
            over.set_result(None)

    for task in tasks:
        task.add_done_callback(look)
    try:
        await over
        return [task.result() for task in tasks if task.done()]
    finally:
        await stop(tasks)


async def stop(tasks):
    for task in tasks:
        task.cancel()
    again = None
    while not all(task.done() for task in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as error:
            again = error
    if again:
        raise again
