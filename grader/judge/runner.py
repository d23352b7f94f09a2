"""All plays of a run: as many at a time as there are processors, each scenario once, and all its variants."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any, Self

from msgspec import structs

from grader.judge import plan
from grader.judge.play import NotSetUp, Play
from grader.judge.request import Exercise, Played, Request
from grader.judge.slots import Slots
from grader.language import say
from grader.recording.recording import Recording
from grader.subjects import host as hosts
from grader.subjects.host import HostGone
from grader.subjects.limits import Limits
from grader.subjects.pool import Pool
from grader.suite import WORLDS, Scenario

DEFAULT = Limits()
PASSING = (HostGone, NotSetUp, OSError)  # what may be over when it is tried again


class Plays:
    """Plays what is asked for.

    seen: told of each play that is over. slots: how many take place at once. fresh: whether every play gets a process of its own.
    host: what starts the host of all processes. box: what each process is put into; empty: nothing.
    NoHost: the one that the environment names can't be used here.
    """

    def __init__(
        self,
        seen: Callable[[Exercise, Scenario, Played], None] = lambda *_: None,
        slots: int | None = None,
        limits: Limits = DEFAULT,
        *,
        fresh: bool = False,
        host: hosts.Running | None = None,
        box: str = "",
    ) -> None:
        self._seen, self._limits, self._box = seen, limits, box
        self._broken: dict[Exercise, Recording] = {}  # what can't be imported once is not tried again
        self._slots = Slots(slots or _cores() + 1)  # one more than there are cores: a play and the judge take turns
        self._stack = AsyncExitStack()
        self._pool = Pool(host or hosts.choose(), fresh=fresh)

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._pool)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def all_of(self, exercise: Exercise, scenario: Scenario) -> list[Played]:
        """Play a scenario, and its variants."""
        found = await asyncio.gather(*(self._variant(exercise, scenario, params) for params in plan.variants(scenario.each)))
        return [one for some in found for one in some]

    async def done_with(self, exercise: Exercise) -> None:
        """End the processes of an exercise: nothing more of it will be played."""
        await self._pool.end(exercise)

    async def _variant(self, exercise: Exercise, scenario: Scenario, params: Mapping[str, Any]) -> list[Played]:
        """Play it as declared; if that comes to an end, then in the other worlds, and cancelled."""
        request = Request(exercise, scenario, params, (), self._limits, box=self._box)
        played = [await self._one(request)]
        if not played[0].recording.normal:
            return played
        played += await self._together([replace(request, world=world) for world in plan.worlds(scenario, played[0].recording)])
        last = next((one for one in played if one.recording.world == plan.CANCELLING), played[0])
        if any(call.cleanup != "none" for call in last.recording.called):
            played += await self._together([replace(request, world=world) for world in plan.of_cleanups(scenario)])
        return played + (await self._cancelled(request, last) if scenario.cancelled and last.recording.normal else [])

    async def _cancelled(self, request: Request, base: Played) -> list[Played]:
        """Play it once more for each point and moment, and each time; then again for each point of the cleanup after that."""
        request = replace(request, world=WORLDS[base.recording.world])
        first = await self._with(request, plan.once(request.scenario, base))
        others = [
            self._with(replace(request, world=world), plan.at_times(plan.between(base.recording, world)))
            for world in plan.of_cleanups(request.scenario)
        ]
        more = await asyncio.gather(self._with(request, list(plan.again(first))), *others)
        return [*first, *(one for some in more for one in some)]

    async def _with(self, request: Request, cancels: Sequence[plan.Cancels]) -> list[Played]:
        played = await self._together([replace(request, cancels=one) for one in cancels])
        return plan.shown(played, cancels)

    async def _together(self, requests: Sequence[Request]) -> list[Played]:
        async with asyncio.TaskGroup() as group:
            playing = [group.create_task(self._one(request)) for request in requests]
        return [one.result() for one in playing]

    async def _one(self, request: Request) -> Played:
        """Play it. If some program killed the host, or this process, or the machine refused: once more, alone, to see what it was.

        NotSetUp, OSError: the machine refuses again.
        """
        played = Played(_lost(request))
        for alone in (False, True):
            async with self._slots.take(request.exercise, alone=alone):
                if broken := self._broken.get(request.exercise):
                    played = Played(
                        structs.replace(broken, scenario=request.scenario.name, params=dict(request.params), world=request.world.name)
                    )
                    break
                with suppress(*PASSING if not alone else (HostGone,)):
                    played = await self._act(request)
                    if not played.killed:
                        break
        if played.recording.outcome == "not loaded":
            self._broken[request.exercise] = played.recording
        self._seen(request.exercise, request.scenario, played)
        return played

    async def _act(self, request: Request) -> Played:
        """Play it on a process whose plays ended clean, or a fresh one. An abnormal end in a used one is settled in a fresh one."""
        while True:
            async with self._pool.subject(request.exercise) as subject:
                used = subject.plays > 0
                play = Play(subject, request)
                played = await play.run()
                self._pool.keep(request.exercise, subject, again=play.clean)
            if played.recording.normal or not used:
                return played


def _lost(request: Request) -> Recording:
    message = say("Your program ended processes that are not its own: the one that had started it is gone.")
    return Recording(request.scenario.name, "killed", 0.0, dict(request.params), request.world.name, message=message)


def judges_loop() -> asyncio.AbstractEventLoop:
    """Make the judge's event loop: one that can wait for sockets, on every system."""
    return asyncio.SelectorEventLoop()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
