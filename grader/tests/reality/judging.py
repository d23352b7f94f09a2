"""Play a program in the lab and in real life, and say what differs."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

from grader.judge import plan
from grader.judge.request import Exercise, Played, Request
from grader.judge.runner import Plays
from grader.recording.events import Cancel
from grader.recording.recording import Recording
from grader.suite import WORLDS, Scenario
from grader.tests.reality.compare import HUNG, LIMITED, MOST, differences, instants
from grader.tests.reality.players import Players
from grader.tests.reality.real import Job
from grader.tests.reality.ties import Apart
from grader.tests.reality.warp import Warp

Verdict = Literal["agrees", "agrees, told apart", "differs", "not judged", "not comparable"]

SLOWER = (1.0, 2.0, 4.0)
"""How many times slower a play is tried, while it differs."""
ALONE = (4.0, 8.0)
"""And then, when no other play goes on."""
STARTING = 30.0
"""And how many times slower than others one is in which processes are started: that takes real time."""
HANGS, MARGIN = 0.35, 2.0
"""Real seconds after the last instant: a program that hung in the lab is then known to hang; another one surely is over."""
PATIENCE = 10.0
"""Real seconds that a second attempt may take."""
CALM = 0.006
"""Real seconds that a process may have waited for a processor, all in all, for what differs to count."""
LONGEST = 4.0
"""Real seconds of a play."""


@dataclass(frozen=True)
class Program:
    """A program, and the scenario that it is played in. `exact`: whether the order of what happens in one instant counts."""

    name: str
    exercise: Exercise
    scenario: Scenario
    exact: bool = False

    @property
    def starts_processes(self) -> bool:
        """Whether it may start processes."""
        return any(probe.kind == "process" for probe in self.scenario.probes.values())


@dataclass(frozen=True)
class Compared:
    """What came of one play. 'agrees, told apart': it did once no two calls ended at the same time. why: the reason, or what differs."""

    program: Program
    play: Recording
    verdict: Verdict
    why: tuple[str, ...] = ()
    real: Recording | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Name the play."""
        cancels = [f"{one.moment} {one.time if one.moment == 'time' else one.at:g}" for one in self.play.cancels]
        params = [f"{name}={value!r}" for name, value in self.play.params.items()]
        where = [self.program.name, self.play.scenario, *([f"in {self.play.world!r}"] if self.play.world != "declared" else [])]
        return " ".join([*where, *params, *(["cancelled", *cancels] if cancels else [])])


@dataclass(frozen=True)
class Subjects:
    """Where to play: in the lab, and in real life."""

    plays: Plays
    players: Players


async def in_the_lab(plays: Plays, one: Program, *, cancelled: int | None, rng: Random) -> list[Recording]:
    """Play a scenario in the lab: with all its parameters, in another world each, and so often cancelled. None: all that there is."""
    if cancelled is None:
        played = await plays.all_of(one.exercise, one.scenario)
        return [each.recording for each in played if not (each.recording.cancels and each.excused)]
    requests = [Request(one.exercise, one.scenario, params) for params in plan.variants(one.scenario.each)]
    found = [await plays._one(request) for request in requests]
    ended = [(request, each.recording) for request, each in zip(requests, found, strict=True) if each.recording.normal]
    for request, declared in ended:
        if worlds := plan.worlds(one.scenario, declared):
            found.append(await plays._one(replace(request, world=rng.choice(worlds))))
    if one.scenario.cancelled and ended:
        found += await _cancelled(plays, rng.choice(ended)[0], cancelled, rng)
    return [each.recording for each in found]


async def _cancelled(plays: Plays, request: Request, count: int, rng: Random) -> list[Played]:
    """Cancel it so often somewhere, once more in a cleanup, and once where cleanups end in another way."""
    scenario = request.scenario
    request = replace(request, world=WORLDS[plan.CANCELLING if plan.CANCELLING in scenario.worlds else "declared"])
    base = await plays._one(request)
    if not base.recording.normal:
        return [base]
    first = await plays._with(request, _some(plan.once(scenario, base), count, rng))
    second = await plays._with(request, _some(list(plan.again(first)), 1, rng))
    found = [*first, *second]
    for other in _some(plan.of_cleanups(scenario), 1, rng):
        times = plan.at_times(plan.between(base.recording, other))
        found += await plays._with(replace(request, world=other), _some(times, 1, rng))
    return found


def _some(things: list[Any], count: int, rng: Random) -> list[Any]:
    return rng.sample(things, min(count, len(things)))


async def compare(subjects: Subjects, one: Program, play: Recording, attempts: Sequence[float] = SLOWER) -> Compared:
    """Compare a play of the lab with real life. Where they differ: once more, with no two calls that end at the same time."""
    verdict, why, real = await _while_it_differs(subjects.players, one, play, attempts)
    if verdict in ("differs", "not judged") and not one.starts_processes:
        apart = await _told_apart(subjects.plays, one, play)
        if apart and (await _while_it_differs(subjects.players, one, apart, attempts, told_apart=True))[0] == "agrees":
            verdict = "agrees, told apart"
    return Compared(one, play, verdict, tuple(why), real)


async def again_alone(subjects: Subjects, found: Compared) -> Compared:
    """Look again at what seems to differ, while nothing else goes on."""
    return await compare(subjects, found.program, found.play, ALONE) if found.verdict == "differs" else found


async def _told_apart(plays: Plays, one: Program, play: Recording) -> Recording | None:
    """Play it in the lab with every call a little longer than the one before. None: the cancels did not come as planned."""
    cancels = tuple(Cancel(each.at if each.moment != "time" else 0, each.moment, time=each.time) for each in play.cancels)
    played = await plays._one(Apart(one.exercise, one.scenario, play.params, cancels, world=WORLDS[play.world]))
    return None if cancels and played.excused else played.recording


async def _while_it_differs(
    players: Players, one: Program, play: Recording, attempts: Sequence[float], *, told_apart: bool = False
) -> tuple[Verdict, Sequence[str], Recording | None]:
    """Play it in real life; while it differs, slower."""
    if play.outcome in LIMITED:
        return "not comparable", [f"a limit of the judge: {play.outcome}"], None
    factor = STARTING if one.starts_processes else 1.0
    quickest = Warp(instants(play), factor)
    if len(quickest.instants) > MOST or quickest.last > LONGEST * math.sqrt(factor):
        return "not comparable", ["too many instants"], None
    found: Sequence[str] = ()
    real, calm = None, False
    busy = _busy()
    for slow in [attempt * busy for attempt in attempts]:
        if real is not None and quickest.last * slow > PATIENCE * factor:
            return "not judged", found, real
        told = await players.play(_job(one, play, Warp(instants(play), slow * factor), slow, told_apart=told_apart))
        found, real = _found(one, play, told.recording, slow * factor), told.recording
        if not found:
            return "agrees", found, real
        calm = told.late < slow * CALM
    return "differs" if calm else "not judged", found, real


def _busy() -> float:
    """Tell how many times slower plays should be, since others use this machine, too."""
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    return min(max(1.0, load / 2), 4.0)


def _found(one: Program, play: Recording, real: Recording | None, slow: float) -> list[str]:
    if real is None:
        return [] if play.outcome == "exited" else ["the process died in life"]
    return differences(play, real, Warp(instants(play), slow), exact=one.exact)


def _job(one: Program, play: Recording, warp: Warp, slow: float, *, told_apart: bool) -> Job:
    limit = warp.last + (HANGS * slow if play.outcome in HUNG else MARGIN + HANGS * slow) * (1 + 2 * one.starts_processes)
    return Job(
        str(one.exercise.suite), play.scenario, one.exercise.name, one.exercise.source, play.params, play.world,
        [_planned(each) for each in play.cancels], warp.instants, warp.slow, limit, told_apart,
    )  # fmt: skip


def _planned(cancel: Cancel) -> dict[str, object]:
    if cancel.moment == "time":
        return {"at": 0, "moment": "time", "after": cancel.time}
    return {"at": cancel.at, "moment": cancel.moment}
