# Right: the coroutines are made ahead; none of them runs before it has a slot, and none is forgotten.

import asyncio
import contextlib


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)
    work = [job() for job in jobs]

    async def run(coroutine):
        async with slots:
            return await coroutine

    with contextlib.ExitStack() as stack:
        for coroutine in work:
            stack.callback(coroutine.close)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(run(coroutine)) for coroutine in work]
        except ExceptionGroup as failed:
            error = failed.exceptions[0]
        else:
            return [task.result() for task in tasks]
    raise error
