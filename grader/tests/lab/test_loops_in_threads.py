"""Loops that run in worker threads, beside each other."""

from __future__ import annotations

import asyncio
import threading

from grader.lab.clock import real
from grader.lab.loops import loop


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


def test_loops_in_threads_share_the_clock() -> None:
    """A loop run in a worker thread lives in the same time, and parks its thread while it idles."""

    async def inner(seconds: float) -> float:
        await asyncio.sleep(seconds)
        return now()

    async def main() -> list[float]:
        await asyncio.sleep(1)
        return await asyncio.gather(*(asyncio.to_thread(asyncio.run, inner(seconds)) for seconds in (2, 1)), inner(1.5))

    assert asyncio.run(main()) == [3, 2, 2.5]


def test_a_loop_of_its_own_in_a_thread_takes_calls() -> None:
    """The pattern of a loop that runs for ever in a thread, and gets coroutines from elsewhere."""

    async def child() -> float:
        await asyncio.sleep(2)
        return now()

    async def main() -> tuple[float, float]:
        other = asyncio.new_event_loop()
        thread = threading.Thread(target=other.run_forever)
        thread.start()
        await asyncio.sleep(1)
        got = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(child(), other))
        other.call_soon_threadsafe(other.stop)
        thread.join()
        other.close()
        return got, now()

    assert asyncio.run(main()) == (3, 3)


def test_two_loops_beside_each_other() -> None:
    """A loop run by an ordinary thread, on a clock that another loop drives, takes turns with that one."""
    main_loop = asyncio.new_event_loop()
    assert isinstance(main_loop, loop.LabLoop)
    other = loop.LabLoop(main_loop.clock)
    thread = threading.Thread(target=other.run_forever)

    async def child() -> float:
        await asyncio.sleep(2)
        return now()

    async def main() -> float:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(child(), other))

    thread.start()
    try:
        assert main_loop.run_until_complete(main()) == 2
    finally:
        other.call_soon_threadsafe(other.stop)
        thread.join()
        other.close()
        main_loop.close()


def test_a_loop_of_another_clock_is_a_loop_of_its_own() -> None:
    """In a thread that no lab loop has started, a loop has its own time."""
    seen: list[float] = []

    async def child() -> None:
        await asyncio.sleep(5)
        seen.append(now())

    thread = threading.Thread(target=lambda: asyncio.run(child()))
    thread.start()
    thread.join()
    assert seen == [5]


def test_a_loop_for_ever_in_a_thread_is_driven_from_the_main_one() -> None:
    """Time passes while the main thread waits for the loop's thread; while it is about to hand over another job, it doesn't."""

    async def job(seconds: float) -> float:
        await asyncio.sleep(seconds)
        return now()

    def do(seconds: float) -> float:
        real.sleep(0.02)  # the main thread takes its time; the loop idles meanwhile
        return asyncio.run_coroutine_threadsafe(job(seconds), inner).result()

    inner = loop.LabLoop()
    thread = threading.Thread(target=inner.run_forever)
    thread.start()
    inner.call_soon_threadsafe(inner.call_later, 3600, print)  # there is something to wait for, all the time
    try:
        assert [do(1), do(2), do(0.5)] == [1, 3, 3.5]
    finally:
        inner.call_soon_threadsafe(inner.stop)
        thread.join()
        inner.close()
