"""The result of a grading: what every report is made from. No real time, path or address is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from grader.judge.kit import ROOT
from grader.judge.recording import Recording
from grader.judge.values import plain

REFERENCE = ROOT / "grader" / "reference" / "recordings.json"
Status = Literal["passed", "failed", "not judged"]
Outcome = Literal["complete", "incomplete", "untouched", "missing", "broken"]


class CheckResult(msgspec.Struct, frozen=True):
    """One check. `guard`: it earns no points, and while it fails the exercise earns none."""

    name: str
    title: str
    status: Status
    points: int
    max_points: int
    guard: bool
    message: str
    hint: str
    recordings: list[str]


class ExerciseResult(msgspec.Struct, frozen=True):
    """One exercise. `message` says what concerns all of it, where there is such a thing."""

    name: str
    chapter: str
    title: str
    points: int
    max_points: int
    outcome: Outcome
    message: str
    checks: list[CheckResult]


class Result(msgspec.Struct, frozen=True):
    """One grading of one submission."""

    kit: str
    kit_version: str
    python: str
    points: int
    max_points: int
    exercises: list[ExerciseResult]
    recordings: dict[str, Recording]


def total(exercises: Iterable[ExerciseResult], recordings: dict[str, Recording], version: str) -> Result:
    """Add it all up."""
    listed = list(exercises)
    return Result(
        kit="awaitlings",
        kit_version=version,
        python=".".join(map(str, sys.version_info[:3])),
        points=sum(one.points for one in listed),
        max_points=sum(one.max_points for one in listed),
        exercises=listed,
        recordings=dict(sorted(recordings.items())),
    )


def encode(result: Result) -> bytes:
    """Write a result as JSON, the same bytes for the same result."""
    return msgspec.json.format(msgspec.json.encode(_plain(result)), indent=2) + b"\n"


def _plain(result: Result) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(result, recordings={}))
    data["recordings"] = {name: _recording(recording) for name, recording in result.recordings.items()}
    return data


def _recording(recording: Recording) -> dict[str, Any]:
    values = {"returned": plain(recording.returned), "params": {k: plain(v) for k, v in recording.params.items()}}
    called = [msgspec.structs.replace(c, args=tuple(plain(a) for a in c.args)) for c in recording.called]
    notes = [msgspec.structs.replace(n, args=tuple(plain(a) for a in n.args)) for n in recording.notes]
    bare = msgspec.structs.replace(recording, called=tuple(called), notes=tuple(notes), **values)
    data: dict[str, Any] = msgspec.to_builtins(bare)
    return data


def recordings(encoded: bytes) -> bytes:
    """Take the recordings out of an encoded result, a line each: what the references do, as it is kept."""
    found: dict[str, Any] = msgspec.json.decode(encoded)["recordings"]
    lines = [msgspec.json.encode({name: recording})[1:-1] for name, recording in found.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def schema() -> bytes:
    """Write the JSON Schema of a result."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Result)), indent=2) + b"\n"
