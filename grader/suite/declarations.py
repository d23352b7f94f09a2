"""The words a suite declares things in: scenarios and checks.

A **scenario** says what stands around the exercise (its probes: see grader.suite.probes) and what is done with the
exercise (its body: run next to it, in the subject). A **check** is a test over recordings of scenarios; it names them as parameters.
This module is light, since the lab imports suites too: it knows neither pytest nor the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from grader.suite.probes import Probe
from grader.suite.worlds import WORLDS

Stage = Literal["works", "overlaps", "fails well", "stops well"]
STAGES: tuple[Stage, ...] = ("works", "overlaps", "fails well", "stops well")
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Scenario:
    """What is played: `body(exercise, *handles, *parameters)`, with the probes it asks for by name.

    each: parameters of the body and the values to play it with; the check gets all those recordings.
    cancelled: play it once more for each suspension point and moment, and between any two events, cancelled there; and again in cleanup.
    times: besides, at these times (virtual seconds).
    worlds: the names of those it is played in (see grader.suite.worlds).
    """

    name: str
    body: Callable[..., Any]
    probes: Mapping[str, Probe]
    each: Mapping[str, Sequence[Any]]
    cancelled: bool
    times: tuple[float, ...] = ()
    worlds: tuple[str, ...] = tuple(WORLDS)


def scenario(
    *,
    each: Mapping[str, Sequence[Any]] | None = None,
    cancelled: bool | Sequence[float] = False,
    without: Mapping[str, str] | None = None,
    **probes: Probe,
) -> Callable[[Callable[..., Any]], Scenario]:
    """Make a scenario of the function below: its name is how checks ask for its recording.

    cancelled: True, to cancel it at each suspension point and between any two events; or virtual seconds, to cancel it then as well.
    without: worlds that make no sense here, each with the reason; "*" for all but the declared one.
    """
    left_out = WORLDS.keys() - {"declared"} if "*" in (without or {}) else {*(without or {})}
    if unknown := left_out - WORLDS.keys():
        raise ValueError(f"There is no world called {', '.join(sorted(unknown))}.")

    def make(body: Callable[..., Any]) -> Scenario:
        times = () if isinstance(cancelled, bool) else tuple(cancelled)
        worlds = tuple(name for name in WORLDS if name not in left_out)
        return Scenario(body.__name__, body, probes, each or {}, bool(cancelled), times, worlds)

    return make


@dataclass(frozen=True)
class Check:
    """What a check is about. `points` 0 is a guard: while it fails, the exercise earns nothing.

    stage: how far a program has come that passes it.
    any_end: the check also judges programs that crashed, hung or deadlocked; others are then not judged.
    """

    title: str
    hint: str
    points: int
    any_end: bool
    stage: Stage


def check(title: str, *, stage: Stage, points: int, hint: str, any_end: bool = False) -> Callable[[Function], Function]:
    """Make a check of the function below: `title` says what must be true, `hint` what to think about."""

    def mark(function: Function) -> Function:
        function.__check__ = Check(title, hint, points, any_end, stage)  # type: ignore[attr-defined]  # read by the judge's plugin
        return function

    return mark


def guard(title: str, *, hint: str, any_end: bool = False) -> Callable[[Function], Function]:
    """Make a check that the untouched stub passes too: it earns nothing, and must not fail."""
    return check(title, stage="works", points=0, hint=hint, any_end=any_end)
