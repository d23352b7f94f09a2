# Right: the race goes on by recursion, with one round after each failure; an exit stack stops everybody.
import asyncio
from contextlib import AsyncExitStack


async def _round(running, failures):
    if not running:
        raise ExceptionGroup("all failed", failures)
    done, rest = await asyncio.wait(running, return_when="FIRST_COMPLETED")
    for task in done:
        if not task.exception():
            return task.result()
    return await _round(rest, [*failures, *(task.exception() for task in done)])


async def fastest(mirrors):
    async with AsyncExitStack() as stack:
        tasks = []

        async def stop():
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        stack.push_async_callback(stop)
        tasks += [asyncio.create_task(mirror()) for mirror in mirrors]
        return await _round(tasks, [])
