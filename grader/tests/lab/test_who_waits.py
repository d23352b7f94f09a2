"""Who waits where: names, primitives, lines, through everything that can stand between a task and what it waits for."""

from __future__ import annotations

import _thread
import asyncio
import re
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from grader.lab.clock.clock import Deadlock
from grader.lab.threads import kernel
from grader.lab.witness import who_waits
from grader.lab.witness.waiting import Waiting


class Service:
    """Something with a primitive inside."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()

    async def start(self) -> None:
        """Wait one call deeper."""
        await self._inner()

    async def _inner(self) -> None:
        await self.ready.wait()


async def consumer(queue: asyncio.Queue[int]) -> None:
    """Wait for an item."""
    await queue.get()


async def gath(service: Service, queue: asyncio.Queue[int]) -> None:
    """Wait for two."""
    await asyncio.gather(service.start(), consumer(queue))


async def agen(q: asyncio.Queue[int]) -> AsyncIterator[int]:
    """Yield what never comes."""
    yield await q.get()


async def gen(q: asyncio.Queue[int]) -> None:
    """Iterate over it."""
    async for _ in agen(q):
        pass


async def second(lock: asyncio.Lock) -> None:
    """Want a lock that is held."""
    async with lock:
        pass


async def stream(r: asyncio.StreamReader) -> None:
    """Read a line that is never sent."""
    await r.readline()


async def everything() -> None:
    """Wait in every way at once."""
    service, queue, lock = Service(), asyncio.Queue[int](), asyncio.Lock()
    event = threading.Event()
    await lock.acquire()
    waits = {"consumer": consumer(queue), "gath": gath(service, queue), "gen": gen(queue), "second": second(lock)}
    async with asyncio.TaskGroup() as tg:
        for name, coroutine in waits.items():
            tg.create_task(coroutine, name=name)
        tg.create_task(stream(asyncio.StreamReader()), name="stream")
        tg.create_task(asyncio.to_thread(lambda: event.wait()), name="thread's")  # noqa: PLW0108 - a line of ours in the thread


def deadlock(main: Any) -> list[str]:
    """Run into a deadlock, and return the lines of its report, with "N" for line numbers."""
    with pytest.raises(Deadlock) as stop:
        asyncio.run(main)
    lines = [re.sub(r":\d+", ":N", line.strip()) for line in str(stop.value).splitlines()[1:]]
    numbers = sorted({int(number) for line in lines for number in re.findall(r"Task-(\d+)", line)})
    return [re.sub(r"Task-(\d+)", lambda match: f"Task-{numbers.index(int(match[1]))}", line) for line in lines]


def test_a_deadlock_of_everything() -> None:
    """Each task is named with what it waits in, on which object, in which line's expression, called from where; threads come last."""
    here, kids = "test_who_waits.py:N", "consumer, gath, gen, second, stream, thread's"
    statement = "async with asyncio.TaskGroup() as tg:"
    assert deadlock(everything()) == [
        f"Task-0 waits for its children {kids} in TaskGroup.__aexit__() on `tg` at {here} in everything: {statement}",
        f"Task-1 waits in Event.wait() on `self.ready` at {here} in _inner: await self.ready.wait()   (called from start:N)",
        f"Task-2 waits in Queue.get() on `queue` at {here} in consumer: await queue.get()",
        f"consumer waits in Queue.get() on `queue` at {here} in consumer: await queue.get()",
        f"gath waits in gather for Task-1, Task-2 at {here} in gath: await asyncio.gather(service.start(), consumer(queue))",
        f"gen waits in Queue.get() on `q` at {here} in agen: await q.get()   (called from gen:N)",
        f"second waits in Lock.acquire() on `lock` at {here} in second: async with lock:",
        f"stream waits in StreamReader.readline() on `r` at {here} in stream: await r.readline()",
        "thread's waits in to_thread()",
        f"thread asyncio_0 waits in Event.wait() at {here} in <lambda>: event.wait()",
    ]


def test_entries_are_data() -> None:
    """The same is there as data, for a report of another kind."""

    async def main() -> list[Waiting]:
        task = asyncio.create_task(asyncio.sleep(5), name="sleeper")
        waiter = asyncio.create_task(wait_for_it(task), name="waiter")
        await asyncio.sleep(1)
        seen = who_waits.entries()
        await waiter
        return seen

    async def wait_for_it(task: asyncio.Task[None]) -> None:
        await task

    main_task, sleeper, waiter = asyncio.run(main())
    assert (sleeper.who, sleeper.what) == ("sleeper", "sleeps until t=5")
    assert (waiter.what, waiter.function, waiter.source) == ("waits for task sleeper", "wait_for_it", "await task")
    assert main_task.what == "runs"


def test_sleepers_and_ready_tasks() -> None:
    """A sleeper is told with its deadline, a task that could run as such."""

    async def main() -> list[str]:
        tasks = [asyncio.create_task(asyncio.sleep(seconds), name=f"t{seconds}") for seconds in (0, 2)]
        await asyncio.sleep(0)
        seen = who_waits.lines()
        await asyncio.gather(*tasks)
        return [line for line in seen if line.startswith("t")]

    ready, sleeping = asyncio.run(main())
    assert "is ready to run" in ready
    assert "sleeps until t=2" in sleeping


class Hostile:
    """An object that hits whoever looks at it."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __repr__(self) -> str:
        raise RuntimeError


class HostileDict:
    """An object whose dictionary is none."""

    @property
    def __dict__(self) -> Any:  # type: ignore[override]  # what it is for
        raise SystemExit


def test_hostile_objects_are_survived() -> None:
    """Objects that raise when they are looked at don't keep the report from being made."""

    async def main() -> None:
        bad, worse, service = Hostile(), HostileDict(), Service()
        await service.ready.wait()
        del bad, worse

    assert deadlock(main()) == [
        "Task-0 waits in Event.wait() on `service.ready` at test_who_waits.py:N in main: await service.ready.wait()"
    ]


def test_a_hostile_awaitable_is_survived() -> None:
    """A future that raises when it is asked is reported as something that can't be looked at."""

    class Future(asyncio.Future[None]):
        @property
        def _children(self) -> Any:
            raise RuntimeError

    async def main() -> None:
        await Future()

    assert deadlock_text(main()) == ["something can't be looked at"]


def deadlock_text(main: Any) -> list[str]:
    """Run into a deadlock, and return the lines of its report as they are."""
    with pytest.raises(Deadlock) as stop:
        asyncio.run(main)
    return [line.strip() for line in str(stop.value).splitlines()[1:]]


def test_no_more_than_ten() -> None:
    """Of many tasks, ten are told, and how many more there are."""

    async def main() -> None:
        async with asyncio.TaskGroup() as tg:
            for _ in range(100):
                tg.create_task(asyncio.Event().wait())

    lines = deadlock_text(main())
    assert len(lines) == 11
    assert lines[-1] == "and 91 more"
    assert max(map(len, lines)) < 2000


def test_long_names_are_cut() -> None:
    """A name of many lines is told in one, and cut."""

    async def main() -> None:
        await asyncio.create_task(asyncio.Event().wait(), name="a\nb" * 1000)

    assert max(map(len, deadlock_text(main()))) < 800


def test_no_addresses() -> None:
    """Nothing in a report differs from run to run, but the numbers that asyncio gives to tasks."""
    assert deadlock(everything()) == deadlock(everything())
    assert not any("0x" in line for line in deadlock(everything()))


def test_threads_that_threading_does_not_know_are_named() -> None:
    """A bare thread, and what it waits for: by its function's name."""
    event = threading.Event()

    async def main() -> None:
        _thread.start_new_thread(event.wait, ())
        await asyncio.Event().wait()

    with pytest.raises(Deadlock, match=r"\n  thread wait waits in Event.wait\(\)"):
        asyncio.run(main())


@pytest.mark.skipif(not kernel.AVAILABLE, reason="only the kernel can tell who sleeps")
def test_system_calls_are_told() -> None:
    """A thread that sleeps in a call that isn't Python's is said to wait in one, on its line."""
    lock = threading.Lock()

    def take() -> None:
        lock.acquire()

    async def main() -> None:
        with lock:
            await asyncio.to_thread(take)

    with pytest.raises(Deadlock, match=r"\n  thread asyncio_0 waits in a system call at test_who_waits.py:\d+ in take: lock.acquire\(\)"):
        asyncio.run(main())
