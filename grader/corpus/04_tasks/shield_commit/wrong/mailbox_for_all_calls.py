# All calls of save share one queue: whoever is first takes what came first, and that may be another one's result.
# fails: Its result is returned the moment it is there
# kind: shared-between-calls

import asyncio

queue = asyncio.Queue()


async def save(commit, record):
    async def work():
        try:
            queue.put_nowait((await commit(record), None))
        except Exception as error:
            queue.put_nowait((None, error))

    worker = asyncio.create_task(work())
    cancel = None
    while True:
        try:
            result, failure = await queue.get()
            break
        except asyncio.CancelledError as error:
            cancel = error
    if cancel is not None:
        raise cancel from failure
    if failure is not None:
        raise failure
    return result
