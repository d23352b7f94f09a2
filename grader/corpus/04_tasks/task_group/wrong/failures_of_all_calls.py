# The list of failures belongs to the module: a call raises those of another one, too.
# fails: Every failure is in the group, and nothing else
# kind: shared-between-calls

import asyncio

failures = []


async def fetch_all(fetch, urls):
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        if tasks:
            await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
    finally:
        pending = [task for task in tasks.values() if not task.done()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    failures.extend(task.exception() for task in tasks.values() if not task.cancelled() and task.exception())
    if failures:
        raise ExceptionGroup("some failed", failures)
    return {url: task.result() for url, task in tasks.items()}
