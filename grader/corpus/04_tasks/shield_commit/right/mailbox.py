# Right: a worker task posts the outcome in a queue; save asks the queue again after each cancel.

import asyncio


async def save(commit, record):
    queue = asyncio.Queue()

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
