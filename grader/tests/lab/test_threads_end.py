"""How worker threads end, or fail to."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest

from grader.lab.clock import real
from grader.lab.clock.clock import Deadlock, Stalled
from grader.lab.loops import loop
from grader.lab.threads import beside
from grader.lab.threads import patches as threads


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


def test_a_thread_that_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is busy for too long, in real time, is named with its line."""
    monkeypatch.setattr(loop, "PATIENCE", 0.2)
    monkeypatch.setattr(beside, "SPIN", 0.05)
    over = threading.Event()

    def spin() -> None:
        while not over.is_set():
            pass

    async def main() -> None:
        try:
            await asyncio.to_thread(spin)
        finally:
            over.set()

    with pytest.raises(Stalled, match=r"asyncio_0 at .*\n"):
        asyncio.run(main())


def test_a_busy_thread_does_not_stop_ready_callbacks() -> None:
    """A thread that waits in a system call for the loop gets what it waits for."""
    lock = threading.Lock()

    async def main() -> None:
        lock.acquire()
        waiting = asyncio.create_task(asyncio.to_thread(lock.acquire))
        for _ in range(10):
            await asyncio.sleep(0)
        lock.release()
        await waiting

    asyncio.run(main())


def test_threads_in_a_deadlock_are_named() -> None:
    """A deadlock through a thread names the thread, and what it waits in."""

    async def main() -> None:
        await asyncio.to_thread(threading.Event().wait)

    with pytest.raises(Deadlock, match=r"\n  thread asyncio_0 waits in Event.wait\(\)") as stop:
        asyncio.run(main())
    assert " waits in to_thread() at test_threads_end.py" in str(stop.value)


def test_closing_ends_parked_threads() -> None:
    """A thread that still sleeps when the last loop closes doesn't outlive it."""
    thread = threading.Thread(target=time.sleep, args=(100,))

    async def main() -> None:
        thread.start()
        await asyncio.sleep(1)

    asyncio.run(main())
    real.thread_join(thread, 10)
    assert not thread.is_alive()


def test_worker_can_be_parked_and_released() -> None:
    """What the judge's blocking calls are made of: park() without a deadline, release() in the order of stamps."""

    async def main() -> list[str]:
        running, order, parked = asyncio.get_running_loop(), list[str](), list[threads.Worker]()
        assert isinstance(running, loop.LabLoop)

        def call(name: str) -> None:
            me = threads.worker()
            assert me is not None
            parked.append(me)
            assert me.park(None)
            order.append(f"{name} {time.monotonic():g}")

        jobs = [asyncio.create_task(asyncio.to_thread(call, name)) for name in "ab"]
        await asyncio.sleep(1)
        early, late = running.clock.stamp(), running.clock.stamp()
        parked[0].release(late)
        parked[1].release(early)
        await asyncio.gather(*jobs)
        assert threads.worker() is None
        return order

    assert asyncio.run(main()) == ["b 1", "a 1"]


def test_errors_in_threads_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that ends a thread goes to threading.excepthook, in the thread's turn."""
    seen = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))

    async def main() -> list[Any]:
        threading.Thread(target=lambda: 1 / 0).start()
        await asyncio.sleep(1)
        return list(seen)

    assert asyncio.run(main()) == [ZeroDivisionError]


def test_ordinary_threads_are_no_deadlock() -> None:
    """A loop that waits for a thread started before it waits, in real time."""
    running = asyncio.new_event_loop()
    future = running.create_future()

    def answer() -> None:
        real.sleep(0.1)
        running.call_soon_threadsafe(future.set_result, 7)

    thread = threading.Thread(target=answer)
    thread.start()
    assert running.run_until_complete(future) == 7
    thread.join()
    running.close()
