"""Only so many at a time.

`jobs` is a list of async functions without parameters. Call each of them once, at most `limit` at the same time. Return a list of their
results, in the order of `jobs`.

- Whenever a job ends, a waiting one starts at once: no slot stays free while a job waits. Which job goes first is up to you.
- `limit` is 1 or more; it is 3, if it is not given. There may be fewer jobs than that, or none.
- Each call of `run_all` has a limit of its own, also when several calls run at the same time.
- If a job fails, everything else stops at once: jobs that run are cancelled, and no other job starts. The job's exception itself reaches
  your caller, in no `ExceptionGroup`.
- If `run_all` is cancelled, everything stops at once, too.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Job = Callable[[], Awaitable[Any]]


async def run_all(jobs: Sequence[Job], limit: int = 3) -> list[Any]:
    """Run all jobs, at most `limit` at a time; return their results in the order of `jobs`."""
    # TODO: run every job, but never more than `limit` at once.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: ten jobs of one second each, three at a time."""

    def job(number: int) -> Job:
        async def work() -> int:
            print(f"job {number} starts")
            await asyncio.sleep(1)
            print(f"job {number} is done")
            return number * number

        return work

    print(await run_all([job(number) for number in range(10)], limit=3))


if __name__ == "__main__":
    asyncio.run(demo())
