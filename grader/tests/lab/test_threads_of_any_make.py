"""Threads take turns with the clock, whoever makes them."""

from __future__ import annotations

import _thread
import asyncio
import concurrent.futures
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.pool import ThreadPool

import pytest


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


Work = Callable[[], None]


def bare(work: Work) -> None:
    """Use the interpreter's own function."""
    _thread.start_new_thread(work, ())


def daemon(work: Work) -> None:
    """Use a daemon thread."""
    threading.Thread(target=work, daemon=True).start()


def timer(work: Work) -> None:
    """Use a timer."""
    threading.Timer(0, work).start()


def subclass(work: Work) -> None:
    """Use a class of threads."""

    class Mine(threading.Thread):
        def run(self) -> None:
            work()

    Mine().start()


pools: list[ThreadPool] = []


@pytest.fixture(autouse=True)
def _end_pools() -> Iterator[None]:
    """End the pools that a test has made."""
    yield
    while pools:
        pools.pop().terminate()


def pool(work: Work) -> None:
    """Use multiprocessing's pool of threads."""
    pools.append(ThreadPool(1))
    pools[-1].apply_async(work)


def executor(work: Work) -> None:
    """Use a class of executors."""

    class Mine(concurrent.futures.ThreadPoolExecutor):
        pass

    Mine(1).submit(work)


def thread_of_a_thread(work: Work) -> None:
    """Use a thread that a bare thread starts."""
    bare(lambda: daemon(work))


MAKES = [bare, daemon, timer, subclass, pool, executor, thread_of_a_thread]


@pytest.mark.parametrize("make", MAKES)
def test_its_sleep_is_virtual(make: Callable[[Work], None]) -> None:
    """An hour's sleep in a thread takes an hour of the clock, and none of ours; and the thread sees the clock."""

    async def main() -> tuple[float, float]:
        loop, done, seen = asyncio.get_running_loop(), asyncio.Event(), list[float]()

        def work() -> None:
            time.sleep(3600)
            seen.append(time.monotonic())
            loop.call_soon_threadsafe(done.set)

        make(work)
        await done.wait()
        return now(), seen[0]

    assert asyncio.run(main()) == (3600, 3600)


@pytest.mark.parametrize("make", MAKES)
def test_its_wait_is_virtual(make: Callable[[Work], None]) -> None:
    """A thread that waits for an event gets it in virtual time, or times out in it."""

    async def main() -> list[tuple[bool, float]]:
        loop, done, seen = asyncio.get_running_loop(), asyncio.Event(), list[tuple[bool, float]]()
        go, never = threading.Event(), threading.Event()

        def work() -> None:
            seen.append((go.wait(), time.monotonic()))
            seen.append((never.wait(10), time.monotonic()))
            loop.call_soon_threadsafe(done.set)

        make(work)
        await asyncio.sleep(5)
        go.set()
        await done.wait()
        return seen

    assert asyncio.run(main()) == [(True, 5), (False, 15)]


@pytest.mark.parametrize("make", MAKES)
def test_they_take_turns_in_the_same_order(make: Callable[[Work], None]) -> None:
    """Ten threads that wake at the same time do so in the order in which they went to sleep."""

    async def main() -> list[int]:
        order = list[int]()

        def work(number: int) -> None:
            time.sleep(1)
            order.append(number)

        for number in range(10):
            make(lambda number=number: work(number))  # type: ignore[misc]
        await asyncio.sleep(2)
        return order

    assert asyncio.run(main()) == list(range(10))


@pytest.mark.parametrize("make", [bare, daemon, timer, subclass, pool, executor])
def test_those_started_before_a_loop_runs_join_it(make: Callable[[Work], None]) -> None:
    """A thread that was there before the loop sleeps in its time, once it runs."""
    loop, go = asyncio.new_event_loop(), threading.Event()
    seen = list[float]()

    def work() -> None:
        go.wait()
        time.sleep(3600)
        seen.append(time.monotonic())
        loop.call_soon_threadsafe(loop.stop)

    make(work)
    loop.call_soon(go.set)
    loop.run_forever()
    loop.close()
    assert seen == [3600]


def test_starting_a_bare_thread_wrongly_says_so() -> None:
    """A wrong argument is told at once, as by the real one."""

    async def main() -> None:
        with pytest.raises(TypeError):
            _thread.start_new_thread(7, ())  # type: ignore[call-overload]
        with pytest.raises(TypeError):
            _thread.start_new_thread(int, [])  # type: ignore[call-overload]

    asyncio.run(main())


def test_leaving_a_thread_pool_is_quick() -> None:
    """`with ThreadPool()` ends its threads; no time passes, and the loop is not blocked."""

    async def main() -> float:
        with ThreadPool(3) as threads:
            asked = threads.map_async(time.sleep, [3, 1, 2])
            await asyncio.to_thread(asked.wait)
        return now()

    assert asyncio.run(main()) == 3


def test_a_pool_made_before_the_loop_works_for_it() -> None:
    """A ThreadPool of the module's works in the time of whoever gives it a job."""
    threads = ThreadPool(2)

    async def main() -> float:
        await asyncio.to_thread(threads.map, time.sleep, [3, 2, 2])
        return now()

    assert [asyncio.run(main()), asyncio.run(main())] == [4, 4]
    threads.terminate()


def test_outside_all_loops_threads_are_as_they_were() -> None:
    """With no loop that runs, a thread sleeps in real time, and ends."""
    done = threading.Event()

    def work() -> None:
        time.sleep(0.01)
        done.set()

    _thread.start_new_thread(work, ())
    assert done.wait(60)
