# Right: a future that the first success settles, by callbacks; the end of the losers is awaited whatever comes.
import asyncio


async def fastest(mirrors):
    loop = asyncio.get_running_loop()
    outcome = loop.create_future()
    failures = []
    tasks = []

    def ended(task):
        if task.cancelled() or outcome.done():
            return
        if error := task.exception():
            failures.append(error)
            if len(failures) == len(tasks):
                outcome.set_exception(ExceptionGroup("all failed", failures))
        else:
            outcome.set_result(task.result())

    for mirror in mirrors:
        tasks.append(loop.create_task(mirror()))
    for task in tasks:
        task.add_done_callback(ended)
    cancelled = None
    try:
        return await outcome
    finally:
        for task in tasks:
            task.cancel()
        while left := [task for task in tasks if not task.done()]:
            try:
                await asyncio.wait(left)
            except asyncio.CancelledError as error:
                cancelled = error
        for task in tasks:
            task.cancelled() or task.exception()
        if cancelled is not None:
            raise cancelled
