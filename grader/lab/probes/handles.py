"""The handles of probes: what a learner's program calls. What stands behind them is the judge's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from grader.lab.loops.loop import LabLoop
from grader.lab.probes import process_probe
from grader.lab.probes.ends import unwrap
from grader.lab.threads.worker import current_scheduler, worker
from grader.lab.wire import values as wire
from grader.lab.wire.link import Ended, Link
from grader.lab.witness.frames import learner_line
from grader.suite import Probe

Async = Callable[..., Awaitable[Any]]


def handle(probe: Probe, link: Link, name: str, desk: process_probe.Address) -> Any:
    """Make what the scenario's body gets for a probe."""
    match probe.kind:
        case "call":
            return _async_call(probe, link, name, None)
        case "calls":
            return [_async_call(probe, link, name, item) for item in range(probe.count)]
        case "blocking":
            return _blocking_call(link, name)
        case "process":
            link.polls = not desk["seen"]  # else the judge says when all other processes have settled
            return process_probe.handle(desk, name, _blocking_call(link, name))
        case "clients":
            return Clients(link, name)
        case "note":
            return _note(link, name)


def _event(name: str, item: int | None, args: tuple[Any, ...], where: str) -> dict[str, Any]:
    packed = [wire.pack(arg) for arg in args]
    return {"what": "call", "probe": name, "item": item, "args": packed, "where": where, "line": learner_line() or _task_line()}


def _task_line() -> int | None:
    """Where the current task was made, for a call that no function of the program awaits: `create_task(fetch())`."""
    with contextlib.suppress(RuntimeError):
        return getattr(asyncio.current_task(), "lab_line", None)
    return None


def _async_call(probe: Probe, link: Link, name: str, item: int | None) -> Async:
    async def job(*args: Any) -> Any:
        return await _Waiting(link).run(_event(name, item, args, "loop"), cleans=bool(probe.cleanup))

    job.__name__ = job.__qualname__ = probe.name
    return job


class _Waiting:
    """A call in flight, awaited by one coroutine."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.loop = asyncio.get_running_loop()
        self.stamp = link.stamp()
        self.future: asyncio.Future[Ended] = self.loop.create_future()

    async def run(self, event: dict[str, Any], *, cleans: bool) -> Any:
        number = self.link.open(self.settle, **event)
        try:
            ended = await self.future
        except asyncio.CancelledError:
            self.link.forget(number)
            self.link.say(what="gave up", id=number)
            if cleans and (ended := await self._clean(number)).how != "cleaned":
                return _unwrap(ended)
            raise
        except GeneratorExit:
            self.link.forget(number)
            self.link.say(what="gave up", id=number)
            raise
        return _unwrap(ended)

    async def _clean(self, number: int) -> Ended:
        self.stamp, self.future = self.link.stamp(), self.loop.create_future()
        self.link.reopen(number, self.settle)
        try:
            return await self.future
        except BaseException:
            self.link.forget(number)
            self.link.say(what="gave up", id=number)
            raise

    def settle(self, ended: Ended) -> None:
        """Take the end at its turn among the timers of this instant."""
        if isinstance(self.loop, LabLoop) and not self.loop.is_closed():
            self.loop.call_stamped(self.link.now, self.stamp, self._set, ended)
            if asyncio._get_running_loop() is not self.loop:
                self.loop._write_to_self()  # type: ignore[attr-defined]  # a loop in a worker thread: it must look at its timers

    def _set(self, ended: Ended) -> None:
        if not self.future.done():
            self.future.set_result(ended)


def _blocking_call(link: Link, name: str) -> Callable[..., Any]:
    def blocking(*args: Any) -> Any:
        ends: list[Ended] = []
        current_scheduler()  # a thread that was started before a loop ran takes turns with it from now on
        if me := worker():
            me.take_turn()
        stamp = link.stamp()

        def settle(ended: Ended) -> None:
            ends.append(ended)
            if me:
                me.release(stamp)

        link.open(settle, **_event(name, None, args, "loop" if not me and isinstance(asyncio._get_running_loop(), LabLoop) else "thread"))
        if me:
            while not ends:
                me.park(None)
        else:
            _stand_still(name, ends)
        return _unwrap(ends[0])

    blocking.__name__ = blocking.__qualname__ = name
    return blocking


def _stand_still(name: str, ends: list[Ended]) -> None:
    loop = asyncio._get_running_loop()
    if not isinstance(loop, LabLoop):
        raise RuntimeError(f"{name}() was called where no event loop of the lab runs.")  # noqa: TRY004 - a state, no type
    loop.stand_still(name, None, lambda: bool(ends))


def _unwrap(ended: Ended) -> Any:
    return unwrap(ended.how, ended.value, ended.type)


def _note(link: Link, name: str) -> Callable[..., None]:
    def note(*args: Any) -> None:
        link.say(what="note", probe=name, args=[wire.pack(arg) for arg in args])

    note.__name__ = note.__qualname__ = name
    return note


class Clients:
    """The judge's TCP clients, waiting to be told where the server is."""

    def __init__(self, link: Link, name: str) -> None:
        self._link, self._name = link, name

    def connect(self, port: int) -> None:
        """Let the clients' script begin, now, against this port of 127.0.0.1."""
        if type(port) is not int or not 0 < port < 1 << 16:
            raise ValueError(f"{port!r} is no port to connect to.")
        self._link.say(what="ready", probe=self._name, port=port)

    def stopping(self) -> None:
        """Tell the judge that the server is asked to stop now."""
        self._link.say(what="note", probe=self._name, args=["stop"])
