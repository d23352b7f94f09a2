"""Only so many at a time.

`jobs` is a list of async functions without parameters. Run each of them once, at most `limit` at the same time, and return a
list of their results, in the order of `jobs`. Whenever a job ends, a waiting one starts at once: no slot stays free while a job waits.

- `limit` is 1 or more (3, if it is not given), and may be larger than the number of jobs. There may be no jobs at all.
- Each call of `run_all` has a limit of its own, also when several calls run at the same time.
- If a job fails, its exception leaves `run_all` just as it is (not in an `ExceptionGroup`), and everything else stops at once:
  jobs that run are cancelled, and no job starts later. (One may still take the slot in the very moment when it becomes free;
  it is then cancelled like the others.)
- If `run_all` is cancelled, everything stops in the same way, and `CancelledError` reaches the caller.
- However `run_all` ends, nothing of it is at work any more by then. A cancelled job may take a while to clean up: `run_all`
  ends after that, and not before, even if somebody cancels it a second time meanwhile.
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
