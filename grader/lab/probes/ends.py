"""How a call of a probe ends, as the judge says: an answer, an odd value, or an exception."""

from __future__ import annotations

import builtins
from typing import Any, NoReturn

from grader.recording.odd import Odd, odd_answer
from grader.suite import OwnError

ODD: dict[str, Odd] = {"nothing": "nothing", "exceptions": "exceptions"}


def unwrap(how: str, value: str, type_: str) -> Any:
    """Return what a call returns, or raise what it raises (see grader/PROTOCOL.md)."""
    match how:
        case "raised":
            _fail(type_, value)
        case "odd":
            return odd_answer(ODD[type_], int(value))
    return value


def _fail(type_: str, secret: str) -> NoReturn:
    if type_ == "ExceptionGroup":
        raise ExceptionGroup(secret, [ValueError("one of a group")])
    kind: type[Exception] = OwnError if type_ == OwnError.__name__ else getattr(builtins, type_)
    raise kind(secret)
