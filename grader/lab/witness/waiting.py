"""One task or thread that waits, as it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.lab.witness import lines as learner
from grader.recording import testimony

if TYPE_CHECKING:
    from types import FrameType

WIDTH = 200
"""Characters of one name or one piece of source."""


@dataclass(frozen=True)
class Waiting:
    """One task or thread. `called_from` are the learner's functions around this one, inner first: 'start:10'."""

    who: str
    what: str
    file: str = ""
    line: int | None = None
    function: str = ""
    source: str = ""
    called_from: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{self.who} {self.what}"
        if self.line is not None:
            told = testimony.AT.format(waiting=told, file=self.file, line=self.line, function=self.function, source=self.source)
        return testimony.CALLED_FROM.format(waiting=told, functions=" < ".join(self.called_from)) if self.called_from else told


def natural(name: str) -> list[tuple[int, str]]:
    """Sort Task-2 before Task-12, and threads last."""
    head = (int(name.startswith("thread ")), "")
    return [head, *((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name))]


def entry_of(who: str, what: str, mine: list[FrameType]) -> Waiting:
    """Describe who waits, in what, and in which of the learner's frames, outer first."""
    if not mine:
        return Waiting(who, what)
    *outer, top = mine
    via = tuple(f"{frame.f_code.co_name}:{frame.f_lineno}" for frame in reversed(outer))
    name = Path(top.f_code.co_filename).name
    return Waiting(who, what, name, top.f_lineno, top.f_code.co_name, clean(learner.source(top)), via)


def clean(text: str) -> str:
    """Make one line of a text, and not a long one."""
    return " ".join(text.split())[:WIDTH]
