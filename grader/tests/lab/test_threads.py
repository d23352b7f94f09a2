"""Worker threads live in the loop's virtual time, and take turns with it."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from grader.lab.clock import real


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


def test_work_takes_no_virtual_time() -> None:
    """A thread that really works for 0.3 s is in time for any timeout: the clock stands still for it."""

    async def main() -> float:
        async with asyncio.timeout(0.1):
            await asyncio.to_thread(real.sleep, 0.3)
        return now()

    assert asyncio.run(main()) == 0


def test_sleeps_in_threads_are_virtual_and_concurrent() -> None:
    """Three threads that sleep 3, 1 and 2 s take 3 s."""

    async def main() -> float:
        await asyncio.gather(*(asyncio.to_thread(time.sleep, seconds) for seconds in (3, 1, 2)))
        return now()

    assert asyncio.run(main()) == 3


def test_async_sleep_ends_before_a_longer_one_in_a_thread() -> None:
    """A coroutine's second is over before a thread's two."""

    async def main() -> list[str]:
        order: list[str] = []

        def work() -> None:
            time.sleep(2)
            order.append(f"thread {time.monotonic():g}")

        thread = asyncio.create_task(asyncio.to_thread(work))
        await asyncio.sleep(1)
        order.append(f"loop {now():g}")
        await thread
        return order

    assert asyncio.run(main()) == ["loop 1", "thread 2"]


def test_a_pool_of_two_takes_five_seconds_for_ten() -> None:
    """Jobs wait for a free thread of their pool in virtual time."""

    async def main() -> float:
        with ThreadPoolExecutor(2) as pool:
            await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(pool, time.sleep, 1) for _ in range(10)))
        return now()

    assert asyncio.run(main()) == 5


def test_a_pool_fed_directly() -> None:
    """A pool's own submit() and map() are seen like run_in_executor()."""

    async def main() -> float:
        with ThreadPoolExecutor(2) as pool:
            jobs = [pool.submit(time.sleep, 1) for _ in range(4)]
            await asyncio.gather(*map(asyncio.wrap_future, jobs))
        return now()

    assert asyncio.run(main()) == 2


def test_a_pool_made_outside_works_for_two_loops() -> None:
    """A pool's idle threads are nobody's: each job takes one into the time of the loop that asks."""
    pool = ThreadPoolExecutor(1)

    async def main() -> float:
        await asyncio.get_running_loop().run_in_executor(pool, time.sleep, 2)
        return now()

    started = time.monotonic()
    assert pool.submit(time.sleep, 0.01).result() is None
    assert time.monotonic() - started >= 0.01
    assert [asyncio.run(main()), asyncio.run(main())] == [2, 2]
    pool.shutdown()


def test_jobs_meet_the_same_threads_each_time() -> None:
    """Which thread of a pool does which job, and in which order, is the same in every run."""

    async def main() -> list[Any]:
        log: list[Any] = []

        def job(number: int) -> None:
            log.append((number, threading.current_thread().name))
            time.sleep(number % 3)
            log.append((number, time.monotonic()))

        with ThreadPoolExecutor(3, "pool") as pool:
            await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(pool, job, number) for number in range(12)))
        return log

    runs = [asyncio.run(main()) for _ in range(10)]
    assert all(run == runs[0] for run in runs)


def test_a_hand_made_thread_answers_in_time() -> None:
    """A thread that the program starts itself sleeps in virtual time too, and is dead once it has ended."""

    async def main() -> tuple[float, bool]:
        running = asyncio.get_running_loop()
        future = running.create_future()

        def answer() -> None:
            time.sleep(0.3)
            running.call_soon_threadsafe(future.set_result, None)

        thread = threading.Thread(target=answer)
        thread.start()
        async with asyncio.timeout(1):
            await future
        return now(), thread.is_alive()

    assert asyncio.run(main()) == (0.3, False)


def test_run_coroutine_threadsafe() -> None:
    """A thread that waits for a coroutine of the loop is parked until it ends."""

    async def child() -> int:
        await asyncio.sleep(4)
        return 7

    async def main() -> tuple[int, float]:
        running = asyncio.get_running_loop()
        return await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(child(), running).result()), now()

    assert asyncio.run(main()) == (7, 4)


def test_timeouts_of_waits_in_threads() -> None:
    """Every wait with a timeout in a thread ends at its virtual deadline."""

    def waits() -> list[float]:
        seen = []
        assert not threading.Event().wait(1)
        seen.append(time.monotonic())
        assert not threading.Semaphore(0).acquire(timeout=1)
        seen.append(time.monotonic())
        for empty in (queue.Queue[int](), queue.SimpleQueue[int]()):
            with pytest.raises(queue.Empty):
                empty.get(timeout=1)
            seen.append(time.monotonic())
        with pytest.raises(threading.BrokenBarrierError):
            threading.Barrier(2).wait(1)
        seen.append(time.monotonic())
        return seen

    assert asyncio.run(asyncio.to_thread(waits)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("kind", [queue.Queue, queue.SimpleQueue])
def test_threads_talk_through_queues(kind: type[queue.Queue[int]]) -> None:
    """One thread waits for what another one puts."""

    async def main() -> list[tuple[int, float]]:
        items: queue.Queue[int] = threading_queue(kind)

        def produce() -> None:
            for item in range(3):
                time.sleep(1)
                items.put(item)

        def consume() -> list[tuple[int, float]]:
            return [(items.get(), time.monotonic()) for _ in range(3)]

        _, got = await asyncio.gather(asyncio.to_thread(produce), asyncio.to_thread(consume))
        return got

    assert asyncio.run(main()) == [(0, 1), (1, 2), (2, 3)]


def threading_queue(kind: type[queue.Queue[int]]) -> queue.Queue[int]:
    """Make a queue of a kind; the lab's stands in for SimpleQueue."""
    made: queue.Queue[int] = getattr(queue, kind.__name__)()
    return made


def test_join_in_a_thread() -> None:
    """A thread that joins another one wakes when that one ends, or at its timeout."""

    def main() -> list[Any]:
        other = threading.Thread(target=time.sleep, args=(3,))
        other.start()
        other.join(1)
        seen: list[Any] = [time.monotonic(), other.is_alive()]
        other.join()
        return [*seen, time.monotonic(), other.is_alive()]

    assert asyncio.run(asyncio.to_thread(main)) == [1, True, 3, False]


def test_join_while_no_loop_runs() -> None:
    """Time passes for a thread that is joined between two runs of an open loop; the join times out in virtual time, too."""
    loop = asyncio.new_event_loop()
    with ThreadPoolExecutor() as pool:
        future = loop.run_in_executor(pool, time.sleep, 5)
        loop.run_until_complete(asyncio.sleep(1))
        [thread] = pool._threads
        thread.join(2)
        seen = [loop.time(), thread.is_alive()]
    assert [*seen, loop.time(), future.done()] == [3, True, 5, False]
    loop.run_until_complete(future)
    loop.close()


def test_threads_start_in_order() -> None:
    """Threads have their first turn in the order in which they were started."""

    async def main() -> list[int]:
        order: list[int] = []
        for number in range(10):
            threading.Thread(target=order.append, args=(number,)).start()
        await asyncio.sleep(1)
        return order

    assert all(asyncio.run(main()) == list(range(10)) for _ in range(10))
