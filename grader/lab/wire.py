"""Values on the wire: what the subject tells the judge is plain data, tagged by its exact type, small and shallow.

See grader/PROTOCOL.md. Nothing here calls a method of a learner's object: a value may lie about itself.
"""

from __future__ import annotations

import json
import math
import socket
from typing import Any

DEPTH = 6  # levels of nesting that are told
WIDTH = 2_000  # items of one container
TEXT = 2_000  # characters of one string
LINE = 1 << 20  # bytes of one message


def pack(value: Any, depth: int = DEPTH) -> Any:
    """Put a value in plain data: scalars as they are, the rest as {"type": content}; unknown types by name only."""
    kind = type(value)
    if value is None or kind is bool or (kind is int and abs(value) < 2**53):
        return value
    if kind is float:
        return {"float": value} if math.isfinite(value) else {"object": f"float {value}"}
    if kind is str:
        return value[:TEXT].encode("utf-8", "replace").decode()
    if kind is bytes:
        return {"bytes": value[:TEXT].decode("latin-1")}
    if depth and kind in (list, tuple) and len(value) <= WIDTH:
        return {kind.__name__: [pack(item, depth - 1) for item in value]}
    if depth and kind is dict and len(value) <= WIDTH:
        return {"dict": [[pack(k, depth - 1), pack(v, depth - 1)] for k, v in value.items()]}
    if isinstance(value, BaseException):
        return {"failure": failure(value, depth=max(depth, 1))}
    return {"object": type_name(kind)}


def failure(error: BaseException, line: int | None = None, depth: int = DEPTH) -> dict[str, Any]:
    """Tell an exception: its type, its text, and the parts of a group."""
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) and depth > 1 else ()
    return {
        "type": type_name(type(error)),
        "message": _text(error),
        "line": line,
        "parts": [failure(part, depth=depth - 1) for part in parts[:100]],
    }


def _text(error: BaseException) -> str:
    """An exception's message, without asking its own `__str__`."""
    if isinstance(error, BaseExceptionGroup):
        return ""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    args = BaseException.args.__get__(error)
    texts = [arg if type(arg) is str else str(arg) if type(arg) in (int, float, bool) else type_name(type(arg)) for arg in args]
    return ", ".join(texts)[:TEXT].encode("utf-8", "replace").decode()


def type_name(kind: type) -> str:
    """A type's own name, even where its metaclass tells another."""
    return str(type.__dict__["__name__"].__get__(kind))[:100]


def send(sock: socket.socket, message: dict[str, Any]) -> None:
    """Send one message, as a line of JSON."""
    sock.sendall(json.dumps(message, separators=(",", ":"), allow_nan=False).encode() + b"\n")
