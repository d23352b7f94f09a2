"""Which plays a scenario asks for: with each of its parameters, in each world, and cancelled at each point."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grader.judge.request import Played
from grader.recording.events import Cancel, Moment
from grader.recording.recording import Recording
from grader.suite import WORLDS, Scenario, World

MOMENTS: tuple[Moment, ...] = ("waiting", "resuming")
CANCELLING = "days"  # the world in which a scenario is cancelled, if it is played there: the one of long cleanups
MOST_POINTS = 60  # suspension points at which a program is cancelled
MOST_TIMES = 6  # times between two events, at which it is cancelled
MOST_AGAIN = 10  # of its cleanup, at which it is cancelled once more
MOST_OFTEN = 5  # cancels in a row
MANY = 150  # calls: who made so many shows that there is no limit of number; what else there is to see, smaller plays show

Cancels = tuple[Cancel, ...]


def variants(each: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """List every combination of parameters; one without any, where there are none."""
    return [dict(zip(each, values, strict=True)) for values in itertools.product(*each.values())]


def worlds(scenario: Scenario, declared: Recording) -> list[World]:
    """List the worlds to play in besides the declared one: those where something is otherwise; where there are many calls, odd answers."""
    many = len(declared.called) > MANY
    others = [WORLDS[name] for name in scenario.worlds if WORLDS[name].odd or (name != "declared" and not many)]
    return [world for world in others if world.of(scenario.probes) != scenario.probes and world.cleans not in ("fails", "answers")]


def of_cleanups(scenario: Scenario) -> list[World]:
    """List the worlds that differ in how a cleanup ends: they are played where there is one."""
    return [WORLDS[name] for name in scenario.worlds if WORLDS[name].cleans in ("fails", "answers")]


def once(scenario: Scenario, base: Played) -> list[Cancels]:
    """List the cancellations to try, by the play without any: at each point and moment, and at each time."""
    world = WORLDS[base.recording.world]
    points = range(1, min(base.points, MOST_POINTS) + 1)
    at_points = [(Cancel(at, moment),) for at in points for moment in MOMENTS]
    return [*at_points, *at_times([time * world.pace for time in scenario.times]), *at_times(between(base.recording, world))]


def between(recording: Recording, world: World) -> list[float]:
    """List times between any two events of a play, the middle ones, in a world (virtual seconds); of many, some that lie evenly."""
    pace = world.pace / WORLDS[recording.world].pace
    ends = {time for call in recording.called for time in (call.start, call.end, call.cleaned) if time is not None}
    events = sorted({0.0, recording.seconds} | {time for time in ends if time <= recording.seconds})
    middles = [(a + (b - a) * 0.5) * pace for a, b in itertools.pairwise(events)]
    return middles if len(middles) <= MOST_TIMES else [middles[n * (len(middles) - 1) // (MOST_TIMES - 1)] for n in range(MOST_TIMES)]


def at_times(times: Sequence[float]) -> list[Cancels]:
    """List a cancellation for each of these times."""
    return [(Cancel(0, "time", time=time),) for time in times]


def again(first: Sequence[Played]) -> Iterator[Cancels]:
    """List the cancellations to try on top: once more, at each point of the cleanup after the first; and again and again."""
    for one in first:
        if one.recording.normal:
            cancel = one.recording.cancels[0]
            points = range(cancel.at + 1, min(one.points, cancel.at + MOST_AGAIN) + 1)
            yield from ((cancel, Cancel(at, "waiting")) for at in points)
            if points:
                yield cancel, *(Cancel(cancel.at + n, "waiting") for n in range(1, MOST_OFTEN + 1))


def identify(exercise: str, recording: Recording) -> str:
    """Name a recording, within a result."""
    params = [] if recording.world == "declared" else [recording.world]
    params += [f"{name}={value!r}" for name, value in recording.params.items()]
    cancels = [f"cancelled {cancel.time if cancel.moment == 'time' else cancel.at} {cancel.moment}" for cancel in recording.cancels]
    return "/".join([exercise, recording.scenario, *params, *cancels])


def shown(played: Sequence[Played], asked: Sequence[Cancels]) -> list[Played]:
    """Leave out the plays whose first cancel never came, or that CPython itself loses: they show nothing."""
    return [one for one, cancels in zip(played, asked, strict=True) if not (cancels and one.excused)]
