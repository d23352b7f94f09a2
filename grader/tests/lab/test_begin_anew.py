"""What runs while a file is imported is not the play's: the clock begins at 0 after it, and nothing of it is left in the scheduler."""

from __future__ import annotations

import asyncio
import threading
import time

from grader.lab.clock.local_clock import LocalClock
from grader.lab.loops.loop import LabLoop
from grader.lab.threads.scheduler import begin_anew, scheduler_of


def test_a_trial_run_leaves_nothing_but_its_time() -> None:
    """A loop that was run and closed leaves no loop, worker, place in the queue or job in the scheduler; then its time is gone, too."""
    clock = LocalClock()
    scheduler = scheduler_of(clock)

    async def trial() -> None:
        threading.Thread(target=time.sleep, args=(100,)).start()
        threading.Thread(target=time.sleep, args=(1,)).start()
        await asyncio.gather(asyncio.sleep(3), asyncio.to_thread(time.sleep, 2))

    with asyncio.Runner(loop_factory=lambda: LabLoop(clock)) as runner:
        runner.run(trial())
    assert clock.now == 3
    begin_anew(clock)
    assert (clock.now, list(scheduler.loops), scheduler.first(), scheduler.driver) == (0, [], None, None)
    assert (scheduler.workers, scheduler.working, scheduler.beside, scheduler.returning, scheduler.pools) == ({}, set(), set(), set(), {})


def test_a_loop_left_open_goes_on_from_zero() -> None:
    """A timer, and a thread that sleeps, of a loop that stays open are as far ahead as before."""
    clock = LocalClock()
    loop = LabLoop(clock)
    seen: list[tuple[str, float]] = []

    def work() -> None:
        time.sleep(6)
        seen.append(("thread", time.monotonic()))

    async def trial() -> None:
        loop.call_later(5, lambda: seen.append(("timer", clock.now)))
        threading.Thread(target=work).start()
        await asyncio.sleep(3)

    loop.run_until_complete(trial())
    begin_anew(clock)
    loop.run_until_complete(asyncio.sleep(10))
    loop.close()
    assert (seen, clock.now) == ([("timer", 2), ("thread", 3)], 10)
