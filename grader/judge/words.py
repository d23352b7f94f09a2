"""Words for messages: how a program ended, and values short enough to read."""

from __future__ import annotations

from typing import Any

ENDS = {  # after "the program"
    "not loaded": "could not be imported",
    "deadlock": "never ended: everything in it waited for ever",
    "endless": "went on for ever",
    "busy": "kept the processor busy, and never let the event loop run",
    "blocked": "waited outside asyncio for something that never came",
    "exited": "ended the whole Python process",
    "killed": "died",
    "memory": "ran out of memory",
    "output": "printed without end",
    "processes": "started too many processes",
    "lost": "disturbed the grader's line to it",
}


def show(value: Any, limit: int = 200) -> str:
    """A value in words, for a message: short, and with the answers called by their names."""
    text = _words(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _words(value: Any) -> str:
    match value:
        case list():
            return f"[{', '.join(map(_words, value))}]"
        case tuple():
            return f"({', '.join(map(_words, value))}{',' * (len(value) == 1)})"
        case dict():
            return "{" + ", ".join(f"{_words(k)}: {_words(v)}" for k, v in value.items()) + "}"
        case str() | bytes() | int() | float() | None:
            return repr(value)
        case _:  # an answer, a failure, an object that only its type is known of
            return str(value)
