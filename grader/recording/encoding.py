"""Recordings as plain data, and back, with nothing lost."""

from __future__ import annotations

from typing import Any

import msgspec

from grader.recording.events import Answer, Failure, Opaque
from grader.recording.recording import Recording


def encode(recording: Recording) -> dict[str, Any]:
    """Turn a recording to what JSON can hold."""
    values = {"returned": plain(recording.returned), "params": {k: plain(v) for k, v in recording.params.items()}}
    called = [msgspec.structs.replace(c, args=tuple(map(plain, c.args)), odd=tuple(map(plain, c.odd))) for c in recording.called]
    notes = [msgspec.structs.replace(n, args=tuple(map(plain, n.args))) for n in recording.notes]
    replies = [msgspec.structs.replace(r, lines=tuple((at, plain(text)) for at, text in r.lines)) for r in recording.replies]
    bare = msgspec.structs.replace(recording, called=tuple(called), notes=tuple(notes), replies=tuple(replies), **values)
    data: dict[str, Any] = msgspec.to_builtins(bare)
    return data


def decode(data: Any) -> Recording:
    """Read a recording from what `encode` has made. msgspec.ValidationError: it is none."""
    bare = msgspec.convert(data, Recording)
    values = {"returned": restored(bare.returned), "params": {k: restored(v) for k, v in bare.params.items()}}
    called = [msgspec.structs.replace(c, args=tuple(map(restored, c.args)), odd=tuple(map(restored, c.odd))) for c in bare.called]
    notes = [msgspec.structs.replace(n, args=tuple(map(restored, n.args))) for n in bare.notes]
    replies = [msgspec.structs.replace(r, lines=tuple((at, restored(text)) for at, text in r.lines)) for r in bare.replies]
    return msgspec.structs.replace(bare, called=tuple(called), notes=tuple(notes), replies=tuple(replies), **values)


def plain(value: Any) -> Any:
    """Turn a recorded value to what JSON can hold: whatever is no text, number or list says its type."""
    match value:
        case Answer(of=of):
            return {"answer": of}
        case Opaque(type=kind):
            return {"object": kind}
        case Failure():
            return {"failure": msgspec.to_builtins(value)}
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


def restored(value: Any) -> Any:
    """Turn it back."""
    match value:
        case {"answer": str() as of}:
            return Answer(of)
        case {"object": str() as kind}:
            return Opaque(kind)
        case {"failure": told}:
            return msgspec.convert(told, Failure)
        case {"bytes": str() as text}:
            return text.encode("latin-1")
        case {"tuple": list() as items}:
            return tuple(map(restored, items))
        case {"dict": list() as pairs}:
            return {restored(key): restored(held) for key, held in pairs}
        case list():
            return [restored(item) for item in value]
        case _:
            return value
