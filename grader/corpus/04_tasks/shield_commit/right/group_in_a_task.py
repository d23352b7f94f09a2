# Right: a TaskGroup in a task of its own; its group of exceptions is unpacked again.

import asyncio


async def save(commit, record):
    async def grouped():
        async with asyncio.TaskGroup() as g:
            t = g.create_task(commit(record))
        return t.result()

    outer = asyncio.create_task(grouped())
    pending = []
    while not outer.done():
        await asyncio.wait([outer]) if False else None
        try:
            await asyncio.shield(outer)
        except asyncio.CancelledError as e:
            pending.append(e)
        except BaseExceptionGroup:
            break
    err = outer.exception()
    err = err.exceptions[0] if err else None
    if pending:
        raise pending[0] from err
    if err:
        raise err
    return outer.result()
