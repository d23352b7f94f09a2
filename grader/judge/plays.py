"""All plays of a run: as many at a time as there are cores, each scenario once, and all its variants."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, Self

from msgspec import structs

from grader.judge.intake import Exercise
from grader.judge.play import Played, Request, play
from grader.judge.recording import Recording
from grader.judge.records import Cancel, Moment
from grader.judge.subjects import Server, ServerGone
from grader.judge.watchdog import Limits
from grader.suite import Scenario

DEFAULT = Limits()
MOMENTS: tuple[Moment, ...] = ("waiting", "resuming")
MOST_POINTS = 60  # suspension points at which a program is cancelled
MOST_AGAIN = 10  # of its cleanup, at which it is cancelled once more


class Slots:
    """How many plays take place at once; a play that ended the fork server is given the house for itself."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._free = asyncio.Semaphore(count)
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def take(self, *, alone: bool) -> AsyncIterator[None]:
        """Take one slot, or all of them."""
        async with AsyncExitStack() as stack:
            if alone:
                await stack.enter_async_context(self._one)
            for _ in range(self._count if alone else 1):
                await stack.enter_async_context(self._free)
            yield


class Plays:
    """Plays what is asked for. `seen` is told of each play that is over."""

    def __init__(
        self, seen: Callable[[Exercise, Scenario, Played], None] = lambda *_: None, cores: int | None = None, limits: Limits = DEFAULT
    ) -> None:
        self._seen, self._limits = seen, limits
        self._broken: dict[Exercise, Recording] = {}  # what can't be imported once is not tried again
        self._slots = Slots(cores or _cores())
        self._stack = AsyncExitStack()
        self._sweeper = ThreadPoolExecutor(1)
        self._server: Server | None = None
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._stack.enter_context(self._sweeper)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def all_of(self, exercise: Exercise, scenario: Scenario) -> list[Recording]:
        """Play a scenario, and its variants."""
        if scenario.cancelled:
            found = await asyncio.gather(*(self._cancelled(exercise, scenario, params) for params in variants(scenario.each)))
            return [one.recording for some in found for one in some]
        return [
            one.recording for one in await self._together([self._request(exercise, scenario, params) for params in variants(scenario.each)])
        ]

    async def _cancelled(self, exercise: Exercise, scenario: Scenario, params: Mapping[str, Any]) -> list[Played]:
        """Play it, then once more for each point and moment, and each time; then again for each point of the cleanup after that."""
        [base] = await self._together([self._request(exercise, scenario, params)])
        if not base.recording.normal:
            return [base]
        points = range(1, min(base.points, MOST_POINTS) + 1)
        once = [(Cancel(at, moment),) for at in points for moment in MOMENTS]
        once += [(Cancel(0, "time", time=time),) for time in scenario.times]
        first = await self._together([self._request(exercise, scenario, params, cancels) for cancels in once])
        again = [
            (one.recording.cancels[0], Cancel(at, "waiting"))
            for one in first
            for at in range(one.recording.cancels[0].at + 1, min(one.points, one.recording.cancels[0].at + MOST_AGAIN) + 1)
            if one.recording.normal
        ]
        second = await self._together([self._request(exercise, scenario, params, cancels) for cancels in again])
        return [base, *first, *second]

    async def _together(self, requests: Sequence[Request]) -> list[Played]:
        """Play several at once. Cancels that never came, or that CPython itself loses, show nothing and are left out."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._one(request)) for request in requests]
        played = [task.result() for task in tasks]
        return [one for one, request in zip(played, requests, strict=True) if not (request.cancels and one.excused)]

    def _request(self, exercise: Exercise, scenario: Scenario, params: Mapping[str, Any], cancels: tuple[Cancel, ...] = ()) -> Request:
        return Request(exercise, scenario, params, cancels, self._limits)

    async def _one(self, request: Request) -> Played:
        played = Played(_lost(request))
        for alone in (False, True):
            async with self._slots.take(alone=alone):
                if broken := self._broken.get(request.exercise):
                    played = Played(structs.replace(broken, scenario=request.scenario.name, params=dict(request.params)))
                    break
                server = await self._running()
                with suppress(ServerGone):
                    played = await play(server, request, self._sweeper)
                    if not played.killed:
                        break
                # Some program killed the server, or this one: it is played again, alone, to see whether it was itself.
        if played.recording.outcome == "not loaded":
            self._broken[request.exercise] = played.recording
        self._seen(request.exercise, request.scenario, played)
        return played

    async def _running(self) -> Server:
        async with self._starting:
            if self._server is None or self._server.gone:
                self._server = await self._stack.enter_async_context(Server.running())
            return self._server


def variants(each: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """List every combination of parameters; one without any, where there are none."""
    return [dict(zip(each, values, strict=True)) for values in itertools.product(*each.values())]


def _lost(request: Request) -> Recording:
    message = "Your program ended processes that are not its own: the one that had started it is gone."
    return Recording(request.scenario.name, "killed", 0.0, dict(request.params), message=message)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def identify(exercise: str, recording: Recording) -> str:
    """Name a recording, within a result."""
    params = [f"{name}={value!r}" for name, value in recording.params.items()]
    cancels = [f"cancelled {cancel.time if cancel.moment == 'time' else cancel.at} {cancel.moment}" for cancel in recording.cancels]
    return "/".join([exercise, recording.scenario, *params, *cancels])
