# Tasks are awaited in turn; a job that swallows its cancel hides it, and the results are returned.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-meets-failure

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    if not tasks:
        return []
    failed = asyncio.get_running_loop().create_future()

    def look(task):
        if not task.cancelled() and task.exception() and not failed.done():
            failed.set_result(task)

    for task in tasks:
        task.add_done_callback(look)
    try:
        for task in tasks:
            waiting = asyncio.ensure_future(asyncio.wait([task, failed], return_when=asyncio.FIRST_COMPLETED))
            try:
                await waiting
            except asyncio.CancelledError:
                for one in tasks:
                    one.cancel()
                while not all(one.done() for one in tasks):
                    try:
                        await asyncio.wait(tasks)
                    except asyncio.CancelledError:
                        pass
                if any(one.cancelled() for one in tasks):
                    raise
            if failed.done():
                break
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if failed.done():
        raise failed.result().exception()
    return [task.result() for task in tasks]
