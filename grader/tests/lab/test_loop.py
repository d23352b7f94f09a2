"""The loop that never waits: times are exact, equal timers keep their order, and a program that can't go on is told so."""

from __future__ import annotations

import asyncio
import math
import sys
from typing import Any, NoReturn

import pytest

from grader.lab.clock.clock import Deadlock, Stalled
from grader.lab.clock.local_clock import LocalClock
from grader.lab.loops.loop import LabLoop


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


@pytest.mark.parametrize("seconds", [0.1, 3600, 3 * 86400 + 1])
def test_sleep_is_exact(seconds: float) -> None:
    """A sleep takes exactly as long as it says, also longer than a selector can wait."""

    async def main() -> float:
        await asyncio.sleep(seconds)
        return now()

    assert asyncio.run(main()) == seconds


def test_sums_are_exact() -> None:
    """Ten times 0.1 s is 1 s, not 0.9999999999999999."""

    async def main() -> float:
        for _ in range(10):
            await asyncio.sleep(0.1)
        return now()

    assert asyncio.run(main()) == 1.0


@pytest.mark.parametrize("seconds", [1e-7, 1e-9, 1e-12])
def test_tiny_sleeps_end(seconds: float) -> None:
    """A sleep shorter than the clock's resolution is no endless loop."""

    async def main() -> float:
        await asyncio.sleep(seconds)
        return now()

    assert asyncio.run(main()) <= 1e-7


def test_equal_timers_are_first_come_first_served() -> None:
    """Timers of the same instant fire in the order they were set, which a heap alone doesn't keep."""

    async def main() -> list[int]:
        order: list[int] = []
        for number in range(20):
            asyncio.get_running_loop().call_later(1, order.append, number)
        await asyncio.sleep(1)
        return order

    assert asyncio.run(main()) == list(range(20))


def test_stamps_decide_among_equal_timers() -> None:
    """A timer set late with an early stamp comes at its stamp's place."""

    async def main() -> list[str]:
        loop, order = asyncio.get_running_loop(), list[str]()
        assert isinstance(loop, LabLoop)
        early = loop.clock.stamp()
        loop.call_at(1, order.append, "second")
        loop.call_stamped(1, early, order.append, "first")
        await asyncio.sleep(1)
        return order

    assert asyncio.run(main()) == ["first", "second"]


def test_timeouts_are_exact() -> None:
    """timeout() and wait_for() end at their deadline."""

    async def main() -> list[float]:
        ends = []
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(5):
                await asyncio.sleep(10)
        ends.append(now())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), 2.5)
        return [*ends, now()]

    assert asyncio.run(main()) == [5, 7.5]


def test_task_group_takes_as_long_as_its_slowest() -> None:
    """Tasks of a group sleep at the same time."""

    async def main() -> float:
        async with asyncio.TaskGroup() as group:
            for seconds in (3, 1, 2):
                group.create_task(asyncio.sleep(seconds))
        return now()

    assert asyncio.run(main()) == 3


def test_queue_times() -> None:
    """A slow consumer gets each item when it is ready for it."""

    async def produce(queue: asyncio.Queue[int]) -> None:
        for item in range(4):
            await asyncio.sleep(1)
            await queue.put(item)

    async def main() -> list[tuple[int, float]]:
        queue, got = asyncio.Queue[int](), []
        task = asyncio.create_task(produce(queue))
        for _ in range(4):
            got.append((await queue.get(), now()))
            await asyncio.sleep(1.5)
        await task
        return got

    assert asyncio.run(main()) == [(0, 1), (1, 2.5), (2, 4), (3, 5.5)]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks are new in 3.12")
def test_eager_tasks() -> None:
    """An eager task factory works as on the stock loop."""

    async def main() -> list[str]:
        order = []

        async def child() -> None:
            order.append("child")
            await asyncio.sleep(1)

        asyncio.get_running_loop().set_task_factory(getattr(asyncio, "eager_task_factory"))  # noqa: B009 - unknown to 3.11's typing
        task = asyncio.create_task(child())
        order.append("parent")
        await task
        return [*order, str(now())]

    assert asyncio.run(main()) == ["child", "parent", "1.0"]


def test_deadlock_is_told_at_once() -> None:
    """A wait that nothing can end is a deadlock, and the text says where."""

    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Deadlock, match=r"waits in Event.wait\(\) at test_loop.py:\d+ in main: await asyncio.Event\(\).wait\(\)"):
        asyncio.run(main())


def test_infinite_timeout_is_no_timer() -> None:
    """A deadline at infinity can't keep a program alive."""

    async def main() -> None:
        async with asyncio.timeout(math.inf):
            await asyncio.Event().wait()

    with pytest.raises(Deadlock):
        asyncio.run(main())


def test_heartbeat_does_not_hide_a_deadlock_for_ever() -> None:
    """A program that only ever ticks is stopped after so many jumps of the clock."""

    async def main() -> None:
        while True:  # noqa: ASYNC110 - it waits for nothing
            await asyncio.sleep(1)

    with pytest.raises(Stalled, match="20001 jumps"):
        asyncio.run(main())


def test_endless_time_is_stopped() -> None:
    """A program that waits for centuries is stopped before."""

    async def main() -> None:
        await asyncio.sleep(1e12)

    with pytest.raises(Stalled, match="still going"):
        asyncio.run(main())


def test_spinning_is_stopped() -> None:
    """Endless turns without any time passing are told, with the line."""

    async def main() -> None:
        while True:  # noqa: ASYNC110 - it waits for nothing
            await asyncio.sleep(0)

    with pytest.raises(Stalled, match=r"50000 turns[^$]*test_loop.py"):
        asyncio.run(main())


def test_loop_runs_again_after_a_deadlock() -> None:
    """A deadlock leaves a loop that can still be used to clean up."""

    async def main() -> float:
        await asyncio.sleep(2)
        return now()

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        with pytest.raises(Deadlock):
            loop.run_until_complete(loop.create_future())
        assert runner.run(main()) == 2


def test_stuck_can_be_overridden() -> None:
    """All ends of the kind pass through one method, those of the clock included."""
    seen: list[Exception] = []

    class Loop(LabLoop):
        def stuck(self, error: Deadlock | Stalled) -> NoReturn:
            seen.append(error)
            raise SystemExit

    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(SystemExit), asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(main())
    assert [type(error) for error in seen] == [Deadlock]


def test_two_loops_share_a_clock() -> None:
    """A loop goes on at the time where another one of the same clock has stopped."""
    clock = LocalClock()

    async def main() -> None:
        await asyncio.sleep(2)

    for _ in range(2):
        with asyncio.Runner(loop_factory=lambda: LabLoop(clock)) as runner:
            runner.run(main())
    assert clock.now == 4


def test_debug_mode_checks_callbacks() -> None:
    """Debug mode finds a coroutine function given to call_at, and a call from a foreign thread."""

    async def main() -> None:
        loop: Any = asyncio.get_running_loop()
        with pytest.raises(TypeError):
            loop.call_at(1, main)
        with pytest.raises(TypeError):
            loop.call_at(None, print)
        with pytest.raises(TypeError):
            loop.call_later(None, print)
        with pytest.raises(RuntimeError, match="Non-thread-safe"):
            await asyncio.to_thread(loop.call_at, 1, print)

    asyncio.run(main(), debug=True)


def test_debug_mode_shows_where_a_timer_was_set() -> None:
    """The traceback of a timer ends with the line that set it."""

    async def main() -> str:
        timer: Any = asyncio.get_running_loop().call_at(1, print)
        later: Any = asyncio.get_running_loop().call_later(1, print)
        assert later._source_traceback[-1].filename == __file__
        timer.cancel()
        later.cancel()
        return str(timer._source_traceback[-1].filename)

    assert asyncio.run(main(), debug=True) == __file__


def test_cancelled_timers_do_not_move_time() -> None:
    """A thread that cancels the next timer leaves the clock to the one after it."""

    async def main() -> float:
        timer = asyncio.get_running_loop().call_later(1, print)
        await asyncio.gather(asyncio.to_thread(timer.cancel), asyncio.sleep(2))
        return now()

    assert asyncio.run(main()) == 2
