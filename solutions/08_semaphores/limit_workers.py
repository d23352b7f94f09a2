"""Only so many at a time: the reference."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Job = Callable[[], Awaitable[Any]]


async def run_all(jobs: Sequence[Job], limit: int = 3) -> list[Any]:
    """Run all jobs, at most `limit` at a time; return their results in the order of `jobs`."""
    slots = asyncio.Semaphore(limit)  # one for this call: calls must not share it

    async def run(job: Job) -> Any:
        async with slots:  # held for as long as the job runs
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        failure = failed.exceptions[0]  # the caller asked for the job's exception, not for a group
    else:
        return [task.result() for task in tasks]
    raise failure  # out here it keeps its own cause: `from None` would erase that
