"""Worker threads live in the loop's virtual time, and take turns with it."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from grader.lab import crew, loop, real, threads
from grader.lab.clock import Deadlock, Stalled


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


def test_threads_start_in_order() -> None:
    """Threads have their first turn in the order in which they were started."""

    async def main() -> list[int]:
        order: list[int] = []
        for number in range(10):
            threading.Thread(target=order.append, args=(number,)).start()
        await asyncio.sleep(1)
        return order

    assert all(asyncio.run(main()) == list(range(10)) for _ in range(10))


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


def test_a_thread_that_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is busy for too long, in real time, is named with its line."""
    monkeypatch.setattr(loop, "PATIENCE", 0.2)
    monkeypatch.setattr(crew, "GRACE", 0.05)
    lock = threading.Lock()

    async def main() -> None:
        with lock:
            await asyncio.to_thread(lock.acquire)

    with pytest.raises(Stalled, match=r"asyncio_0 at .*\n"):
        asyncio.run(main())


def test_a_busy_thread_does_not_stop_ready_callbacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that waits, in a way the lab can't see, for the loop, gets what it waits for."""
    monkeypatch.setattr(crew, "GRACE", 0.05)
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
    assert " waits in to_thread() at test_threads.py" in str(stop.value)


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
