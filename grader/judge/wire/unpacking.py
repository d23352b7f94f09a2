"""Values as recordings hold them: plain data, in which each secret is called by its name."""

from __future__ import annotations

from sys import float_info
from typing import Any

import msgspec

from grader.judge.wire.messages import BadMessage, FailureTold
from grader.language import say
from grader.recording.events import Answer, Failure, Opaque
from grader.recording.wording import printable

LARGE = 2**53  # whole numbers are smaller: larger ones are told by their type
Names = dict[str, str]  # secret → the name of the call that it ended


def unpack(wire: Any, names: Names, depth: int = 12) -> Any:  # noqa: C901 - a case for each type
    """Read a value of the wire. BadMessage: it is none."""
    if depth == 0:
        raise BadMessage(say("a value is nested too deeply"))
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
    raise BadMessage(say("a value of no known type"))


def _unpack_dict(items: list[Any], names: Names, depth: int) -> dict[Any, Any]:
    pairs = [pair for pair in items if isinstance(pair, list) and len(pair) == 2]
    return {_key(unpack(key, names, depth - 1)): unpack(value, names, depth - 1) for key, value in pairs}


def _key(key: Any) -> Any:
    return key if isinstance(key, str | int | float | bool | bytes | Answer | None) else repr(key)


def _told(told: Any) -> FailureTold:
    try:
        return msgspec.convert(told, FailureTold)
    except (msgspec.MsgspecError, RecursionError):
        raise BadMessage(say("an exception that is none")) from None


def failure(told: FailureTold, names: Names, depth: int = 12) -> Failure:
    """Read an exception; one that a probe raised is called by its call's name. BadMessage: it is nested too deeply."""
    if depth == 0:
        raise BadMessage(say("an exception is nested too deeply"))
    of = names.get(told.message)
    parts = tuple(failure(part, names, depth - 1) for part in told.parts)
    message = "" if of or parts else printable(told.message)  # what a group is called is its maker's affair
    return Failure(printable(told.type), message, of, told.line, parts)
