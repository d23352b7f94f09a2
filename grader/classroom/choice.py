"""What a release is to hold: which exercises, what each is worth, what it is called."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.judge.kit import POINTS, ROOT, Chapter, Entry, Misuse, chapters, choose, exercises

MOST = 1000  # points of an exercise
Flavour = Literal["", "partial", "command"]
LANGUAGES = ("en", "zh-TW")


@dataclass(frozen=True)
class Choice:
    """A release's contents. `classroom`: how a workflow for GitHub Classroom gives points, if there is to be one."""

    chapters: tuple[Chapter, ...]
    title: str = "awaitlings"
    lang: str = "en"
    classroom: Flavour = ""

    @property
    def entries(self) -> list[Entry]:
        """The exercises, in the kit's order."""
        return [entry for chapter in self.chapters for entry in chapter.exercise]

    @property
    def points(self) -> int:
        """What they are worth together."""
        return sum(entry.points for entry in self.entries)


def made(names: Sequence[str], worth: Iterable[str], title: str, lang: str, classroom: Flavour = "") -> Choice:
    """Make a choice of what was typed. `worth`: `NAME=POINTS`, for an exercise or a chapter. Misuse: it makes no sense."""
    if not title.strip() or not title.isprintable():
        raise Misuse("A title is one line of text.")
    chosen = {entry.name: entry for entry in choose(tuple(names))}
    for one in sorted(worth, key=_is_an_exercise):  # what is said of an exercise counts more than what is said of its chapter
        for entry, points in _worth(one):
            if entry.name not in chosen:
                raise Misuse(f"{entry.name} is not among the exercises of this release, but has points. Name it with --exercises, too.")
            chosen[entry.name] = entry.worth(points)
    kept = (dataclasses.replace(c, exercise=tuple(chosen[e.name] for e in c.exercise if e.name in chosen)) for c in chapters(ROOT))
    return Choice(tuple(chapter for chapter in kept if chapter.exercise), title.strip(), lang, classroom)


def _is_an_exercise(text: str) -> bool:
    return any(entry.name == text.partition("=")[0] for entry in exercises())


def _worth(text: str) -> list[tuple[Entry, int]]:
    name, _, number = text.partition("=")
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise Misuse(f"{text!r} is not NAME=POINTS, as in limit_workers=20.")
    if not POINTS <= int(number) <= MOST:
        least = f"at least {POINTS}, so that none of its checks is worth nothing; a gradebook can scale them down"
        raise Misuse(f"{text!r}: an exercise is worth {least}, and at most {MOST}.")
    return [(entry, int(number)) for entry in choose((name,))]
