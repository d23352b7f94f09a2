# Right: the commit starts eagerly, within save itself, and goes on as a task of its own.
# python: 3.12

import asyncio


async def save(commit, record):
    task = asyncio.Task(commit(record), loop=asyncio.get_running_loop(), eager_start=True)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as again:
                cancelled = again
        raise cancelled from task.exception()
