"""The kit: chapters and exercises, as exercises/kit.toml lists them, and where their files are.

Only the standard library: a report must be possible where nothing is installed.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import json
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POINTS = 10  # an exercise, unless a release says otherwise; also what a suite's checks add up to
HEAD = "# The kit: its chapters and exercises, in the order in which they are best learned. Each is worth 10 points, unless it says more.\n"


class Misuse(Exception):  # noqa: N818 - somebody's slip, told in one line
    """Something was asked for that can't be done as asked."""


@dataclass(frozen=True)
class Entry:
    """An exercise of the kit. `points`: what it is worth, 10 or more."""

    name: str
    title: str
    chapter: str = ""
    minimum_python: str = "3.11"
    points: int = POINTS

    @property
    def path(self) -> str:
        """Where it lies in a tree of exercises."""
        return f"{self.chapter}/{self.name}.py"

    @property
    def suite(self) -> Path:
        """Its suite."""
        return ROOT / "grader" / "suites" / self.chapter / f"test_{self.name}.py"

    def worth(self, points: int) -> Entry:
        """The same exercise, worth so many points."""
        return dataclasses.replace(self, points=points)

    @property
    def playable(self) -> bool:
        """Whether this Python is new enough for it."""
        return sys.version_info >= tuple(map(int, self.minimum_python.split(".")))


@dataclass(frozen=True)
class Chapter:
    """A chapter of the kit."""

    name: str
    title: str
    exercise: tuple[Entry, ...] = ()


@functools.cache
def chapters(root: Path = ROOT) -> tuple[Chapter, ...]:
    """Read the kit's chapters. Misuse: kit.toml is missing or says something else."""
    return tuple(_read(root, lambda data: [_chapter(one) for one in data.get("chapter", [])]))


@functools.cache
def title(root: Path = ROOT) -> str:
    """Tell what a release is called; the kit's name, where nobody gave it one. Misuse: as for `chapters`."""
    return str(_read(root, lambda data: data.get("title", "awaitlings")))


def _read(root: Path, take: Callable[[dict[str, Any]], Any]) -> Any:
    path = root / "exercises" / "kit.toml"
    try:
        return take(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Misuse(f"The kit's list of exercises can't be read: {path}: {error}") from None


def _chapter(data: dict[str, Any]) -> Chapter:
    entries = tuple(Entry(**{**one, "chapter": data["name"]}) for one in data.get("exercise", ()))
    return Chapter(**{**data, "exercise": entries})


def kit_text(kit: Iterable[Chapter], title: str = "") -> str:
    """Write exercises/kit.toml. `title`: what a release is called."""
    parts = [HEAD, f"\ntitle = {_quoted(title)}\n" if title else ""]
    for chapter in kit:
        parts.append(f"\n[[chapter]]\nname = {_quoted(chapter.name)}\ntitle = {_quoted(chapter.title)}\n")
        for entry in chapter.exercise:
            parts.append(f"\n[[chapter.exercise]]\nname = {_quoted(entry.name)}\ntitle = {_quoted(entry.title)}\n")
            parts.append(f"minimum_python = {_quoted(entry.minimum_python)}\n" if entry.minimum_python != "3.11" else "")
            parts.append(f"points = {entry.points}\n" if entry.points != POINTS else "")
    return "".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # so it is a basic string of TOML, too


def exercises(root: Path = ROOT) -> list[Entry]:
    """All exercises, in the kit's order."""
    return [entry for chapter in chapters(root) for entry in chapter.exercise]


def kit_version() -> str:
    """Tell the kit's version: pyproject.toml's, where it is not installed."""
    try:
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    except (OSError, KeyError, ValueError):
        try:
            return version("awaitlings")
        except PackageNotFoundError:
            return "unknown"


def choose(names: tuple[str, ...], root: Path = ROOT) -> list[Entry]:
    """Choose exercises by their names or paths, or by their chapters'; all, where none is given. Misuse: there is no such thing."""
    wanted = {_bare(name): name for name in names}
    known = [word for chapter in chapters(root) for word in (chapter.name, *(entry.name for entry in chapter.exercise))]
    for bare, name in wanted.items():
        if bare not in known:
            near = difflib.get_close_matches(bare, known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"The chapters and their exercises are: {', '.join(known)}."
            raise Misuse(f"There is no exercise or chapter {name!r}. {hint}")
    return [entry for entry in exercises(root) if not wanted or entry.name in wanted or entry.chapter in wanted]


def _bare(name: str) -> str:
    """Take what somebody types for an exercise or a chapter, a path perhaps, as its name."""
    return Path(name).name.removesuffix(".py")
