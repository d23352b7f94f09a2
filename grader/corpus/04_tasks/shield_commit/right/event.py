# Right: an event, waited for as often as it takes, and a new CancelledError that says how often it was cancelled.

import asyncio


async def save(commit, record):
    me = asyncio.current_task()
    task = asyncio.ensure_future(commit(record))
    done = asyncio.Event()
    task.add_done_callback(lambda _: done.set())
    n = 0
    while True:
        try:
            await done.wait()
        except asyncio.CancelledError:
            n += 1
            continue
        break
    try:
        r = await task
    except Exception as e:
        if n:
            raise asyncio.CancelledError(f"cancelled {n} times") from e
        raise
    if n:
        raise asyncio.CancelledError(f"cancelled {n} times")
    return r
