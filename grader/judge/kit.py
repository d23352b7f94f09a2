"""The kit: chapters and exercises, as exercises/kit.toml lists them, and where their files are."""

from __future__ import annotations

import difflib
import functools
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
POINTS = 10  # an exercise


class Misuse(Exception):  # noqa: N818 - somebody's slip, told in one line
    """Something was asked for that can't be done as asked."""


class Entry(msgspec.Struct, frozen=True):
    """An exercise of the kit."""

    name: str
    title: str
    chapter: str = ""
    minimum_python: str = "3.11"

    @property
    def path(self) -> str:
        """Where it lies in a tree of exercises."""
        return f"{self.chapter}/{self.name}.py"

    @property
    def suite(self) -> Path:
        """Its suite."""
        return ROOT / "grader" / "suites" / self.chapter / f"test_{self.name}.py"

    @property
    def playable(self) -> bool:
        """Whether this Python is new enough for it."""
        return sys.version_info >= tuple(map(int, self.minimum_python.split(".")))


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the kit."""

    name: str
    title: str
    exercise: tuple[Entry, ...] = ()


class _Kit(msgspec.Struct):
    chapter: tuple[Chapter, ...] = ()


@functools.cache
def chapters(root: Path = ROOT) -> tuple[Chapter, ...]:
    """Read the kit's chapters. Misuse: kit.toml is missing or says something else."""
    path = root / "exercises" / "kit.toml"
    try:
        kit = msgspec.toml.decode(path.read_bytes(), type=_Kit)
    except (OSError, msgspec.MsgspecError) as error:
        raise Misuse(f"The kit's list of exercises can't be read: {path}: {error}") from None
    return tuple(Chapter(c.name, c.title, tuple(msgspec.structs.replace(e, chapter=c.name) for e in c.exercise)) for c in kit.chapter)


def exercises() -> list[Entry]:
    """All exercises, in the kit's order."""
    return [entry for chapter in chapters() for entry in chapter.exercise]


def choose(names: tuple[str, ...]) -> list[Entry]:
    """Choose exercises by their names or paths, or by their chapters'; all, where none is given. Misuse: there is no such thing."""
    wanted = {_bare(name): name for name in names}
    known = [word for chapter in chapters() for word in (chapter.name, *(entry.name for entry in chapter.exercise))]
    for bare, name in wanted.items():
        if bare not in known:
            near = difflib.get_close_matches(bare, known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"The exercises are: {', '.join(entry.name for entry in exercises())}."
            raise Misuse(f"There is no exercise or chapter {name!r}. {hint}")
    return [entry for entry in exercises() if not wanted or entry.name in wanted or entry.chapter in wanted]


def _bare(name: str) -> str:
    """Take what somebody types for an exercise or a chapter, a path perhaps, as its name."""
    return Path(name).name.removesuffix(".py")
