"""What blocks the loop's thread holds up everything else on the loop, for as long as it says, and is put down with its line."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from grader.lab.clock.clock import Deadlock
from grader.lab.loops.loop import LabLoop


def lab_loop() -> LabLoop:
    """Return the running loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, LabLoop)
    return loop


def blocked() -> list[tuple[str, float | None, float]]:
    """Return what was put down: what, seconds, when."""
    assert all(where.startswith("test_blocking.py:") for _, _, where, _ in lab_loop().blocked)
    return [(what, seconds, at) for what, seconds, _, at in lab_loop().blocked]


def test_sleep_delays_the_others() -> None:
    """time.sleep(1) on the loop delays every task by 1 s."""

    async def other() -> float:
        await asyncio.sleep(0.5)
        return lab_loop().time()

    async def main() -> tuple[float, Any]:
        task = asyncio.create_task(other())
        await asyncio.sleep(0)
        time.sleep(1)  # noqa: ASYNC251
        return await task, blocked()

    assert asyncio.run(main()) == (1, [("time.sleep", 1, 0)])


def test_threads_go_on_meanwhile() -> None:
    """While the loop stands still, threads do what they do when they do it."""

    async def main() -> list[float]:
        seen: list[float] = []

        def tick() -> None:
            for _ in range(3):
                time.sleep(1)
                seen.append(time.monotonic())

        thread = asyncio.create_task(asyncio.to_thread(tick))
        await asyncio.sleep(0)
        time.sleep(2.5)  # noqa: ASYNC251
        seen.append(time.monotonic())
        await thread
        return seen

    assert asyncio.run(main()) == [1, 2, 2.5, 3]


def test_waits_on_the_loop_are_blocking_calls() -> None:
    """Future.result(), Event.wait(), queue.get() and join() on the loop's thread stand still until they are over."""

    async def main() -> Any:
        items: queue.Queue[int] = queue.Queue()
        simple: queue.SimpleQueue[int] = queue.SimpleQueue()
        event = threading.Event()

        def work() -> None:
            time.sleep(1)
            items.put(1)
            time.sleep(1)
            simple.put(1)
            time.sleep(1)
            event.set()
            time.sleep(1)

        thread = threading.Thread(target=work)
        thread.start()
        items.get()
        simple.get()
        event.wait()
        thread.join()
        return lab_loop().time(), blocked()

    names = ["Queue.get", "SimpleQueue.get", "Event.wait", "Thread.join"]
    assert asyncio.run(main()) == (4, [(name, None, at) for at, name in enumerate(names)])


def test_result_of_a_pool_on_the_loop() -> None:
    """A job's result() on the loop's thread takes as long as the job, and no callback runs meanwhile."""

    async def main() -> Any:
        ticked: list[float] = []
        lab_loop().call_later(1, lambda: ticked.append(lab_loop().time()))
        with ThreadPoolExecutor() as pool:
            pool.submit(time.sleep, 2).result()
        await asyncio.sleep(0)
        return ticked, blocked()

    assert asyncio.run(main()) == ([2], [("Future.result", None, 0)])


def test_waits_with_a_timeout_end_at_it() -> None:
    """A wait with a timeout stands still no longer than that."""

    async def main() -> Any:
        assert not threading.Event().wait(1)
        with pytest.raises(queue.Empty):
            queue.Queue[int]().get(timeout=2)
        with pytest.raises(TimeoutError):
            Future[int]().result(3)
        return lab_loop().time(), blocked()

    assert asyncio.run(main()) == (6, [("Event.wait", 1, 0), ("Queue.get", 2, 1), ("Future.result", 3, 3)])


def test_leaving_a_pool_whose_jobs_are_done_blocks_nobody() -> None:
    """The end of `with ThreadPoolExecutor()` is no blocking call when there is nothing to wait for, and one when there is."""

    async def main() -> Any:
        with ThreadPoolExecutor() as pool:
            await asyncio.get_running_loop().run_in_executor(pool, time.sleep, 1)
        seen = blocked()
        with ThreadPoolExecutor() as pool:
            pool.submit(time.sleep, 1)
        return seen, blocked()

    assert asyncio.run(main()) == ([], [("Executor.__exit__", None, 1)])


def test_polls_and_zero_sleeps_are_not_put_down() -> None:
    """What can't hold anybody up is no blocking call."""

    async def main() -> Any:
        time.sleep(0)  # noqa: ASYNC251
        threading.Event().wait(0)
        with pytest.raises(queue.Empty):
            queue.Queue[int]().get_nowait()
        with pytest.raises(ValueError, match="non-negative"):
            time.sleep(-1)  # noqa: ASYNC251
        return blocked()

    assert asyncio.run(main()) == []


def test_a_blocking_wait_for_oneself_is_a_deadlock() -> None:
    """The loop's thread waits for a coroutine of its own loop: told at once, with the line."""

    async def child() -> None:
        await asyncio.sleep(1)

    async def main() -> None:
        asyncio.run_coroutine_threadsafe(child(), asyncio.get_running_loop()).result()

    with pytest.raises(Deadlock, match=r"Task-\d+ blocks the event loop in Future.result\(\) at test_blocking.py:\d+ in main"):
        asyncio.run(main())


def test_blocking_in_a_loop_of_a_thread() -> None:
    """A loop in a thread that blocks stands still; the main loop doesn't."""

    async def inner() -> Any:
        time.sleep(2)  # noqa: ASYNC251
        threading.Event().wait(1)
        return lab_loop().time(), blocked()

    async def main() -> Any:
        async with asyncio.TaskGroup() as group:
            thread = group.create_task(asyncio.to_thread(lambda: asyncio.run(inner())))
            await asyncio.sleep(1)
            assert lab_loop().time() == 1
        return thread.result()

    assert asyncio.run(main()) == (3, [("time.sleep", 2, 0), ("Event.wait", 1, 2)])


def test_stand_still_until_done() -> None:
    """What a judge's blocking call uses: the loop stands until the condition holds, or the time is over."""

    async def main() -> Any:
        loop, ends = lab_loop(), list[float]()
        threading.Timer(2, lambda: ends.append(time.monotonic())).start()
        await asyncio.sleep(0)
        loop.stand_still("read", None, lambda: bool(ends))
        seen = loop.time()
        loop.stand_still("read", 5, lambda: False)
        loop.stand_still("read", 5, lambda: True)
        return seen, loop.time(), blocked()

    assert asyncio.run(main()) == (2, 7, [("read", None, 0), ("read", 5, 2)])


def test_slow_callbacks_are_seen_in_debug_mode(caplog: pytest.LogCaptureFixture) -> None:
    """Debug mode logs a callback that blocks, with its virtual duration."""

    async def main() -> None:
        time.sleep(1)  # noqa: ASYNC251

    asyncio.run(main(), debug=True)
    assert any("took 1.000 seconds" in record.getMessage() for record in caplog.records)
