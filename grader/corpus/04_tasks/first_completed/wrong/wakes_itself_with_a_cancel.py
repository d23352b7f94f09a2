# Wakes itself with a cancel of its own when there is a winner, and takes every CancelledError for that.
# fails: Cancelled, it stops all mirrors and passes that on
import asyncio


async def fastest(mirrors):
    results, failures = [], []
    me = asyncio.current_task()

    async def run(mirror):
        try:
            results.append(await mirror())
        except Exception as error:
            failures.append(error)
        if not results and len(failures) < len(tasks):
            return
        me.cancel()

    tasks = [asyncio.create_task(run(mirror)) for mirror in mirrors]
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        me.uncancel()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if results:
        return results[0]
    raise ExceptionGroup("all", failures)
