# After a failure no job starts, but those that run are allowed to finish.
# fails: A failure stops everything else

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)
    failures = []

    async def run(job):
        async with slots:
            if failures:
                return None
            try:
                return await job()
            except Exception as error:
                failures.append(error)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return _or_raise(failures, tasks)


def _or_raise(failures, tasks):
    if failures:
        raise failures[0]
    return [task.result() for task in tasks]
