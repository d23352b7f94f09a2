"""The result of a grading: what every report is made from. No real time, path or address is in it.

Only the standard library: a report must be possible where nothing is installed, and where the grading itself has failed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, TypeVar

from grader.grading.kit import Entry, title
from grader.language import marked, say, translated

Status = Literal["passed", "failed", "not judged"]
Outcome = Literal["complete", "incomplete", "untouched", "missing", "broken", "not graded"]
FAULT = marked("That is a fault of the grader or of its machine, not of the program.")


@dataclass(frozen=True)
class CheckResult:
    """One check. `guard`: it earns no points, and while it fails the exercise earns none. `line`: where to look, in the learner's file.

    `play`: of its recordings, the one that its message is about.
    """

    name: str
    title: str
    status: Status
    points: int
    max_points: int
    guard: bool
    message: str
    hint: str
    line: int | None
    recordings: list[str]
    stage: str = "works"
    play: str = ""


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise. `message` says what concerns all of it, where there is such a thing; `file` is below `exercises/`.

    `notes` tell what was made of a file that lay elsewhere.
    The points of its checks add up to its own, unless it was not graded: then it has no checks.
    """

    name: str
    chapter: str
    title: str
    file: str
    line: int | None
    points: int
    max_points: int
    outcome: Outcome
    message: str
    checks: list[CheckResult]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """One grading of one submission.

    `provisional`: it was made where the learner could have had a hand in it. `error`: why something could not be graded; empty,
    where everything was. `changed`: the kit's files that differ, in a learner's copy, from the release. `box`: what the programs were
    put into, with what the system holds of it; empty: nothing.
    """

    kit: str
    kit_version: str
    title: str
    submission: str
    python: str
    provisional: bool
    error: str
    changed: list[str]
    points: int
    max_points: int
    exercises: list[ExerciseResult]
    box: str = ""
    recordings: Mapping[str, Any] = field(default_factory=dict)


def as_data(result: Result) -> dict[str, Any]:
    """Take a result apart, as it is written. Where there was no box, as on a learner's machine, nothing is said of it."""
    data = asdict(result)
    if not result.box:
        del data["box"]
    return data


def total(exercises: Iterable[ExerciseResult], version: str, *, error: str = "", recordings: Mapping[str, Any] | None = None) -> Result:
    """Add it all up."""
    listed = list(exercises)
    return Result(
        kit="awaitlings",
        kit_version=version,
        title=title(),
        submission="",
        python=".".join(map(str, sys.version_info[:3])),
        provisional=True,
        error=error,
        changed=[],
        points=sum(one.points for one in listed),
        max_points=sum(one.max_points for one in listed),
        exercises=listed,
        recordings=dict(sorted((recordings or {}).items())),
    )


def as_text(name: str) -> str:
    """Make text of a file's name: bytes of it that are none become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def not_graded(entry: Entry, message: str) -> ExerciseResult:
    """Say of an exercise that it could not be graded, and why."""
    file = f"exercises/{entry.path}"
    return ExerciseResult(entry.name, entry.chapter, translated(entry.title), file, None, 0, entry.points, "not graded", message, [])


KINDS: dict[str, Any] = {"str": str, "int": int, "bool": bool, "int | None": int | None, "Status": str, "Outcome": str}
Part = TypeVar("Part", CheckResult, ExerciseResult, Result)


def decode(data: bytes) -> Result:
    """Read a result from JSON; its recordings stay plain data. ValueError: it is none."""
    try:
        found = json.loads(data)
        return _made(Result, {**found, "exercises": [_exercise(one) for one in found["exercises"]]})
    except (TypeError, KeyError, ValueError, RecursionError) as problem:
        raise ValueError(
            say("This is no result of a grading ({error}: {problem}).", error=type(problem).__name__, problem=problem)
        ) from None


def _exercise(found: dict[str, Any]) -> ExerciseResult:
    return _made(ExerciseResult, {**found, "checks": [_made(CheckResult, check) for check in found["checks"]]})


def _made(kind: type[Part], found: dict[str, Any]) -> Part:
    made = kind(**found)
    for one in fields(kind):
        if not isinstance(getattr(made, one.name), KINDS.get(str(one.type), list | dict)):
            raise TypeError(f"{one.name} is {getattr(made, one.name)!r:.50}")
    return made
