"""What a release is to hold: which exercises, what each is worth, what it is called."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.grading.kit import POINTS, ROOT, STAGES, Chapter, Entry, Misuse, chapters, choose, exercises
from grader.language import say

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
    stages: tuple[str, ...] = STAGES

    @property
    def entries(self) -> list[Entry]:
        """The exercises, in the kit's order."""
        return [entry for chapter in self.chapters for entry in chapter.exercise]

    @property
    def points(self) -> int:
        """What they are worth together."""
        return sum(entry.points for entry in self.entries)


def made(names: Sequence[str], worth: Iterable[str], title: str, lang: str, classroom: Flavour = "", stages: Iterable[str] = ()) -> Choice:
    """Make a choice of what was typed. `worth`: `NAME=POINTS`, for an exercise or a chapter. Misuse: it makes no sense."""
    if not title.strip() or not title.isprintable():
        raise Misuse(say("A title is one line of text."))
    chosen = {entry.name: entry for entry in choose(tuple(names))}
    for one in sorted(worth, key=_is_an_exercise):  # what is said of an exercise counts more than what is said of its chapter
        for entry, points in _worth(one):
            if entry.name not in chosen:
                odd = say("{exercise} is not among the exercises of this release, but has points.", exercise=entry.name)
                raise Misuse(say("{it_is_odd} Name it with --exercises, too.", it_is_odd=odd))
            chosen[entry.name] = entry.worth(points)
    kept = (dataclasses.replace(c, exercise=tuple(chosen[e.name] for e in c.exercise if e.name in chosen)) for c in chapters(ROOT))
    return Choice(tuple(chapter for chapter in kept if chapter.exercise), title.strip(), lang, classroom, _stages(stages))


def _stages(typed: Iterable[str]) -> tuple[str, ...]:
    """Take `works,overlaps`, or several of them: in the kit's order; all, where none is given. Misuse: there is no such stage."""
    wanted = [" ".join(word.replace("-", " ").split()) for text in typed for word in text.split(",") if word.strip()]
    if unknown := [word for word in wanted if word not in STAGES]:
        none = say("There is no stage {stage!r}. The stages are: {stages}.", stage=unknown[0], stages=", ".join(STAGES))
        raise Misuse(say("{there_is_none} As in --stages works,overlaps.", there_is_none=none))
    return tuple(stage for stage in STAGES if stage in wanted) or STAGES


def _is_an_exercise(text: str) -> bool:
    return any(entry.name == text.partition("=")[0] for entry in exercises())


def _worth(text: str) -> list[tuple[Entry, int]]:
    name, _, number = text.partition("=")
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise Misuse(say("{text!r} is not NAME=POINTS, as in limit_workers=20.", text=text))
    if not POINTS <= int(number) <= MOST:
        raise Misuse(
            say(
                "{text!r}: an exercise is worth at least {least}, so that none of its checks is worth nothing; "
                "a gradebook can scale them down, and at most {most}.",
                text=text,
                least=POINTS,
                most=MOST,
            )
        )
    return [(entry, int(number)) for entry in choose((name,))]
