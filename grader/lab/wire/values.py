"""Values on the wire: what the subject tells the judge is plain data, tagged by its exact type, small and shallow.

See grader/PROTOCOL.md. Nothing here calls a method of a learner's object: a value may lie about itself.
"""

from __future__ import annotations

import json
import math
import socket
from types import TracebackType
from typing import Any

DEPTH = 6  # levels of nesting that are told
WIDTH = 2_000  # items of one container
TEXT = 2_000  # characters of one string
BUDGET = 200_000  # items and characters of one value, all in all
LINE = 1 << 20  # bytes of one message


def pack(value: Any) -> Any:
    """Put a value in plain data: scalars as they are, the rest as {"type": content}; what is unknown, or too much, by its type's name."""
    return _Packer().pack(value, DEPTH)


class _Packer:
    """Packs one value, in which the same things may be found over and over: there is an end to it."""

    def __init__(self) -> None:
        self.left = BUDGET

    def pack(self, value: Any, depth: int) -> Any:
        kind = type(value)
        self.left -= 1
        if value is None or kind is bool or (kind is int and abs(value) < 2**53):
            return value
        if kind is float:
            return {"float": value} if math.isfinite(value) else {"object": f"float {value}"}
        if self.left > 0 and kind is str:
            self.left -= min(len(value), TEXT)
            return value[:TEXT].encode("utf-8", "replace").decode()
        if self.left > 0 and kind is bytes:
            self.left -= min(len(value), TEXT)
            return {"bytes": value[:TEXT].decode("latin-1")}
        if depth and kind in (list, tuple) and len(value) <= min(WIDTH, self.left):
            return {kind.__name__: [self.pack(item, depth - 1) for item in value]}
        if depth and kind is dict and len(value) <= min(WIDTH, self.left):
            return {"dict": [[self.pack(k, depth - 1), self.pack(v, depth - 1)] for k, v in value.items()]}
        if issubclass(kind, BaseException):  # not isinstance: that would ask the object's own __class__
            return {"failure": failure(value, depth=max(depth, 1))}
        return {"object": type_name(kind)}


def failure(error: BaseException, line: int | None = None, depth: int = DEPTH, most: int = 100) -> dict[str, Any]:
    """Tell an exception: its type, its text, and the parts of a group, at most so many on each level."""
    parts = _own(BaseExceptionGroup, "exceptions", error)[:most] if _is(error, BaseExceptionGroup) and depth > 1 else ()
    return {
        "type": type_name(type(error)),
        "message": _text(error),
        "line": line,
        "parts": [failure(part, depth=depth - 1, most=most // len(parts)) for part in parts],
    }


def _text(error: BaseException) -> str:
    """An exception's message, without asking its own `__str__`."""
    if _is(error, BaseExceptionGroup):
        return _word(_own(BaseExceptionGroup, "message", error))
    args = (_own(SyntaxError, "msg", error),) if _is(error, SyntaxError) else _own(BaseException, "args", error)
    return ", ".join(map(_word, args[:20]))[:TEXT].encode("utf-8", "replace").decode()


def _word(arg: Any) -> str:
    kind = type(arg)
    if kind is str:
        return str(arg[:TEXT])
    short = kind in (float, bool) or (kind is int and abs(arg) < 2**64)  # a long number can't be told: str() would refuse
    return str(arg) if short else type_name(kind)


def traceback_of(error: BaseException) -> TracebackType | None:
    """Get an exception's traceback, without asking its own type."""
    trace: TracebackType | None = _own(BaseException, "__traceback__", error)
    return trace


def _is(error: BaseException, kind: type) -> bool:
    """Whether an exception is of a type, without asking its own `__class__`."""
    return issubclass(type(error), kind)


def _own(kind: type, name: str, error: BaseException) -> Any:
    """Get what a built-in type says of an exception, whatever its own type says."""
    return vars(kind)[name].__get__(error)


def type_name(kind: type) -> str:
    """A type's own name, even where its metaclass tells another."""
    return str(type.__dict__["__name__"].__get__(kind))[:100]


def send(sock: socket.socket, message: dict[str, Any]) -> None:
    """Send one message, as a line of JSON."""
    sock.sendall(json.dumps(message, separators=(",", ":"), allow_nan=False).encode() + b"\n")
