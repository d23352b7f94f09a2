"""A result as JSON: the same bytes for the same result; and its schema."""

from __future__ import annotations

import inspect
from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec

from grader.judge.kit import ROOT
from grader.judge.recording import Recording
from grader.judge.result import Result
from grader.judge.values import plain

REFERENCE = ROOT / "grader" / "reference" / "recordings.json"


def encode(result: Result) -> bytes:
    """Write a result as JSON, the same bytes for the same result."""
    return msgspec.json.format(msgspec.json.encode(_plain(result)), indent=2) + b"\n"


def _plain(result: Result) -> dict[str, Any]:
    return asdict(replace(result, recordings={})) | {"recordings": {name: _recording(one) for name, one in result.recordings.items()}}


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
    """Write the JSON Schema of a result, the same on each Python: only newer ones take the indent out of a docstring."""
    found = msgspec.json.schema(_Whole)
    for one in found["$defs"].values():
        one["description"] = inspect.cleandoc(one.get("description", ""))
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


@dataclass(frozen=True)
class _Whole(Result):
    """A result as it is written: its recordings are typed here, where msgspec is at hand."""

    recordings: dict[str, Recording]


_Whole.__name__, _Whole.__doc__ = Result.__name__, Result.__doc__  # what the schema calls it
