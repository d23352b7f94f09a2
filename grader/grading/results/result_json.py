"""A result as JSON: the same bytes for the same result; and its schema."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from grader.grading.results.result import Result, as_data
from grader.judge.plan import MANY
from grader.recording.encoding import encode as encoded
from grader.recording.recording import Recording


def encode(result: Result) -> bytes:
    """Write a result as JSON, the same bytes for the same result; text that is none (half a pair, a file's odd name) by its escapes."""
    data = _plain(result)
    try:
        encoded = msgspec.json.encode(data)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_escaped(data))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _escaped(data: Any) -> Any:
    match data:
        case str():
            return data.encode("utf-8", "backslashreplace").decode("utf-8")
        case dict():
            return {_escaped(key): _escaped(value) for key, value in data.items()}
        case list() | tuple():
            return [_escaped(one) for one in data]
    return data


def _plain(result: Result) -> dict[str, Any]:
    return as_data(replace(result, recordings={})) | {"recordings": {name: encoded(one) for name, one in result.recordings.items()}}


def recordings(encoded: bytes) -> bytes:
    """Take the recordings out of an encoded result, a line each: what the references do, as it is kept.

    Where hundreds of calls are made, what differs in another world is large, and of no use: only the declared one is kept.
    """
    found: dict[str, Any] = msgspec.json.decode(encoded)["recordings"]
    kept = {name: one for name, one in found.items() if one["world"] == "declared" or len(one["called"]) <= MANY}
    lines = [msgspec.json.encode({name: recording})[1:-1] for name, recording in kept.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def schema() -> bytes:
    """Write the JSON Schema of a result, the same on each Python and msgspec.

    Only newer Pythons take the indent out of a docstring; only newer msgspecs tell that a list is empty where nothing is given.
    """
    found = msgspec.json.schema(_Whole)
    for one in found["$defs"].values():
        one["description"] = inspect.cleandoc(one.get("description", ""))
        for about in one.get("properties", {}).values():
            if about.get("default") == []:
                del about["default"]
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


@dataclass(frozen=True)
class _Whole(Result):
    """A result as it is written: its recordings are typed here, where msgspec is at hand."""

    recordings: dict[str, Recording] = field(kw_only=True)  # always there


_Whole.__name__, _Whole.__doc__ = Result.__name__, Result.__doc__  # what the schema calls it
