"""Only so many at a time.

`jobs` is a list of async functions without parameters. Run them all, at most `limit` at the same time, and return their
results in the order of `jobs`. Whenever a job ends, the next one starts at once: no slot stays free while a job waits.

- `limit` may be larger than the number of jobs. Each call of `run_all` has a limit of its own.
- If a job fails, its exception leaves `run_all`, no further job is started, and the jobs that still run are cancelled.
- When `run_all` is over, also by a failure or because it was cancelled itself, nothing of it still runs.
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
