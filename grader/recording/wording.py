"""Words for messages: how a program ended, and values short enough to read."""

from __future__ import annotations

import itertools
from typing import Any

from grader.language import marked, say

MORE = 20  # characters that ", and 1000 more" and its brackets have, at most
DAY = 86_400.0  # virtual seconds
DAYS = 3 * DAY  # from here on, days are told
ENDS = {  # after "the program"
    "not loaded": marked("could not be imported"),
    "deadlock": marked("never ended: everything in it waited for ever"),
    "endless": marked("went on for ever"),
    "busy": marked("used up its processor time"),
    "blocked": marked("waited outside asyncio for something that never came"),
    "exited": marked("ended the whole Python process"),
    "killed": marked("died"),
    "memory": marked("ran out of memory"),
    "output": marked("printed without end"),
    "processes": marked("started too many processes"),
    "lost": marked("disturbed the grader's line to it"),
}


def show(value: Any, limit: int = 200) -> str:
    """A value in words, for a message: short, and with the answers called by their names."""
    text = _words(value)
    if len(text) <= limit:
        return text
    return _first(value, limit - MORE) if isinstance(value, list) and limit > 2 * MORE else text[: limit - 1] + "…"


def _first(values: list[Any], limit: int) -> str:
    """Show as many values of a list as there is room for, and count the rest."""
    words = [show(value, limit - 2) for value in values[: limit // 3 + 1]]  # of each at least a character, a comma and a space
    ends = itertools.accumulate(len(one) + 2 for one in words)
    number = max(1, sum(end - 2 <= limit for end in ends))
    first, more = ", ".join(words[:number]), len(values) - number
    return say("[{first}, and {number} more]", first=first, number=more) if more else f"[{first}]"


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


def printable(text: str) -> str:
    """Make a text safe to show: no control characters but newlines and tabs."""
    if text.isprintable():  # the ordinary case, and quick
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)
