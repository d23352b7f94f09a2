"""A loop wakes for its timers, its files and call_soon_threadsafe; not because another thread has touched it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
from typing import Any

import pytest

from grader.lab.clock.clock import Deadlock


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


def in_thread(touch: Callable[[], object], after: float = 1) -> None:
    """Do something in another thread, after so many virtual seconds."""

    def work() -> None:
        time.sleep(after)
        touch()

    threading.Thread(target=work).start()


async def waits_for_future() -> object:
    """Wait for a future whose result a thread sets."""
    future = asyncio.get_running_loop().create_future()
    in_thread(lambda: future.set_result(7))
    return await future


async def waits_for_event() -> object:
    """Wait for an event that a thread sets."""
    event = asyncio.Event()
    in_thread(event.set)
    return await event.wait()


async def waits_for_queue() -> object:
    """Wait for an item that a thread puts in."""
    queue = asyncio.Queue[int]()
    in_thread(lambda: queue.put_nowait(7))
    return await queue.get()


async def waits_for_callback() -> object:
    """Wait for a callback that a thread hands in."""
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    in_thread(lambda: loop.call_soon(event.set))
    return await event.wait()


async def waits_for_timer() -> object:
    """Wait for a timer that a thread sets."""
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    in_thread(lambda: loop.call_later(1, event.set))
    return await event.wait()


async def waits_for_cancel() -> object:
    """Wait to be cancelled by a thread."""
    task = asyncio.current_task()
    assert task is not None
    in_thread(task.cancel)
    return await asyncio.Event().wait()


async def waits_for_pool() -> object:
    """Wait for an event that the callback of a thread pool sets."""
    event = asyncio.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, 1).add_done_callback(lambda _: event.set())
        return await event.wait()


async def waits_for_multiprocessing() -> object:
    """Wait for an event that the callback of multiprocessing's thread pool sets."""
    event = asyncio.Event()
    with ThreadPool(1) as pool:
        pool.apply_async(time.sleep, (1,), callback=lambda _: event.set())
        return await event.wait()


TOUCHES = [
    waits_for_future, waits_for_event, waits_for_queue, waits_for_callback, waits_for_timer, waits_for_cancel, waits_for_pool,
    waits_for_multiprocessing,
]  # fmt: skip


@pytest.mark.parametrize("program", TOUCHES)
def test_a_touch_from_another_thread_does_not_wake(program: Callable[[], Any]) -> None:
    """What a thread does to a loop that sleeps, without waking it, waits for ever; the deadlock names the line, and the way out."""
    with pytest.raises(Deadlock) as stop:
        asyncio.run(program())
    line = r"\n  line \d+ touched the loop from another thread; it doesn't wake for that: use loop.call_soon_threadsafe\n"
    stop.match(line)


def test_a_gather_of_what_has_ended_says_so() -> None:
    """A gather whose futures are done, and that hasn't heard of it, doesn't wait for nobody."""

    async def main() -> None:
        future = asyncio.get_running_loop().create_future()
        in_thread(lambda: future.set_result(7))
        await asyncio.gather(future)

    with pytest.raises(Deadlock, match="waits in gather for what has ended, unheard at"):
        asyncio.run(main())


@pytest.mark.parametrize("program", [waits_for_future, waits_for_event, waits_for_queue, waits_for_callback, waits_for_pool])
def test_it_is_found_when_something_else_wakes_the_loop(program: Callable[[], Any]) -> None:
    """A loop that wakes anyway, here for a timer at 5 s, finds what a thread has put in at 1 s."""

    async def main() -> float:
        asyncio.get_running_loop().call_later(5, int)
        await program()
        return now()

    assert asyncio.run(main()) == 5


def test_a_timer_of_another_thread_counts_from_when_the_loop_wakes() -> None:
    """A timer that a thread sets for 2 s does not wake a loop that sleeps until 5 s; one that it sets for 7 s is on time then."""

    async def main() -> list[tuple[str, float]]:
        loop, seen = asyncio.get_running_loop(), list[tuple[str, float]]()
        in_thread(lambda: loop.call_at(2, lambda: seen.append(("early", now()))))
        in_thread(lambda: loop.call_at(7, lambda: seen.append(("late", now()))))
        await asyncio.sleep(5)
        await asyncio.sleep(5)
        return seen

    assert asyncio.run(main()) == [("early", 5), ("late", 7)]


def test_a_cancelled_timer_of_another_thread_is_not_run() -> None:
    """A thread may take back the timer that it has set."""

    async def main() -> list[str]:
        loop, seen = asyncio.get_running_loop(), list[str]()
        in_thread(lambda: loop.call_at(2, seen.append, "called").cancel())
        await asyncio.sleep(5)
        return seen

    assert asyncio.run(main()) == []


def test_stop_from_another_thread_does_not_wake() -> None:
    """stop() is seen when the loop comes round, as in life; with nothing to wake it, that is never."""
    loop = asyncio.new_event_loop()
    loop.call_soon(lambda: in_thread(loop.stop))
    with pytest.raises(Deadlock, match="touched the loop from another thread"):
        loop.run_forever()
    loop.close()


def test_call_soon_threadsafe_wakes() -> None:
    """The right way wakes the loop at once."""

    async def main() -> float:
        loop, event = asyncio.get_running_loop(), asyncio.Event()
        in_thread(lambda: loop.call_soon_threadsafe(event.set))
        await event.wait()
        return now()

    assert asyncio.run(main()) == 1


def test_executors_wake() -> None:
    """What asyncio itself does for threads is right: to_thread, wrap_future, run_coroutine_threadsafe."""

    async def main() -> list[object]:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1) as pool:
            await asyncio.wrap_future(pool.submit(time.sleep, 1))
        told = await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(asyncio.sleep(1, "slept"), loop).result())
        return [told, now()]

    assert asyncio.run(main()) == ["slept", 2]


def test_a_touched_loop_in_a_thread_does_not_wake_either() -> None:
    """The same holds for a loop that runs in a worker thread."""

    async def main() -> float:
        inner, future = asyncio.new_event_loop(), list[asyncio.Future[int]]()

        async def wait() -> float:
            future.append(inner.create_future())
            inner.call_later(5, int)
            await future[0]
            return inner.time()

        running = asyncio.create_task(asyncio.to_thread(inner.run_until_complete, wait()))
        await asyncio.sleep(1)
        future[0].set_result(7)
        woken = await running
        inner.close()
        return woken

    assert asyncio.run(main()) == 5


def test_debug_mode_says_it_first() -> None:
    """In debug mode, CPython's own check speaks; and what it shows of a handle ends with the caller's line."""
    seen: list[str] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        handles = [loop.call_soon(int), loop.call_soon_threadsafe(int), loop.call_later(1, int)]
        seen.extend(handle._source_traceback[-1].name for handle in handles)  # type: ignore[attr-defined]

        def touch() -> None:
            with pytest.raises(RuntimeError, match="Non-thread-safe operation"):
                loop.call_soon(int)

        await asyncio.to_thread(touch)

    asyncio.run(main(), debug=True)
    assert seen == ["main"] * 3
