"""Values as recordings hold them: plain data, in which each secret is called by its name."""

from __future__ import annotations

from sys import float_info
from typing import Any

import msgspec

from grader.judge.messages import BadMessage, FailureTold
from grader.judge.records import Answer, Failure, Opaque

LARGE = 2**53  # whole numbers are smaller: larger ones are told by their type
Names = dict[str, str]  # secret → the name of the call that it ended


def unpack(wire: Any, names: Names, depth: int = 12) -> Any:  # noqa: C901 - a case for each type
    """Read a value of the wire. BadMessage: it is none."""
    if depth == 0:
        raise BadMessage("a value is nested too deeply")
    match wire:
        case str():
            return Answer(names[wire]) if wire in names else wire
        case None | bool():
            return wire
        case int() if abs(wire) < LARGE:
            return wire
        case {"float": float() | int() as number} if abs(number) <= float_info.max:
            return float(number)
        case {"bytes": str() as text}:
            return text.encode("latin-1", "replace")
        case {"list": list() as items}:
            return [unpack(item, names, depth - 1) for item in items]
        case {"tuple": list() as items}:
            return tuple(unpack(item, names, depth - 1) for item in items)
        case {"dict": list() as items}:
            return _unpack_dict(items, names, depth)
        case {"failure": told}:
            return failure(_told(told), names)
        case {"object": str() as kind}:
            return Opaque(kind[:100])
    raise BadMessage("a value of no known type")


def _unpack_dict(items: list[Any], names: Names, depth: int) -> dict[Any, Any]:
    pairs = [pair for pair in items if isinstance(pair, list) and len(pair) == 2]
    return {_key(unpack(key, names, depth - 1)): unpack(value, names, depth - 1) for key, value in pairs}


def _key(key: Any) -> Any:
    return key if isinstance(key, str | int | float | bool | bytes | Answer | None) else repr(key)


def _told(told: Any) -> FailureTold:
    try:
        return msgspec.convert(told, FailureTold)
    except (msgspec.MsgspecError, RecursionError):
        raise BadMessage("an exception that is none") from None


def printable(text: str) -> str:
    """Make a text safe to show: no control characters but newlines and tabs."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def failure(told: FailureTold, names: Names, depth: int = 12) -> Failure:
    """Read an exception; one that a probe raised is called by its call's name. BadMessage: it is nested too deeply."""
    if depth == 0:
        raise BadMessage("an exception is nested too deeply")
    of = names.get(told.message)
    parts = tuple(failure(part, names, depth - 1) for part in told.parts)
    return Failure(printable(told.type), "" if of else printable(told.message), of, told.line, parts)


def plain(value: Any) -> Any:
    """Turn a recorded value to what JSON can hold, with nothing lost: tuples, bytes and answers keep their type."""
    match value:
        case Answer(of=of):
            return {"answer": of}
        case Opaque(type=kind):
            return {"object": kind}
        case bytes():
            return {"bytes": value.decode("latin-1")}
        case list():
            return [plain(item) for item in value]
        case tuple():
            return {"tuple": [plain(item) for item in value]}
        case dict():
            return {"dict": [[plain(k), plain(v)] for k, v in value.items()]}
        case _:
            return value
