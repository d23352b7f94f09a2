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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

from grader.cli import ending
from grader.language import say

Misuse = ending.Misuse
ROOT = Path(__file__).resolve().parents[2]
POINTS = 10  # an exercise, unless a release says otherwise; also what a suite's checks add up to
REFERENCE = ROOT / "grader" / "reference" / "recordings.json"  # what the references do
UNKNOWN = "unknown"  # a version
STAGES = ("works", "overlaps", "fails well", "stops well")  # of every exercise: how far a program has come
LEVELS = (1, 2, 3)  # from a first step to what takes an expert some thought
HEAD = """# The kit: its chapters and exercises, in the order in which they are best learned. Each is worth 10 points, unless it says more.
# level: 1 for a first step, to 3 for what takes an expert some thought.
"""


@dataclass(frozen=True)
class Entry:
    """An exercise of the kit. `points`: what it is worth, 10 or more. `stages`: those whose checks count."""

    name: str
    title: str
    chapter: str = ""
    minimum_python: str = "3.11"
    points: int = POINTS
    level: int = 1
    stages: tuple[str, ...] = STAGES

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

    def asks_for(self, check: Any) -> bool:
        """Whether a check counts: it is of a stage that does, or a guard."""
        return check.stage in self.stages or not check.points

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
    return tuple(_read(root, lambda data: [_chapter(one, tuple(_stages(data))) for one in data.get("chapter", [])]))


@functools.cache
def title(root: Path = ROOT) -> str:
    """Tell what a release is called; the kit's name, where nobody gave it one. Misuse: as for `chapters`."""
    return str(_read(root, lambda data: data.get("title", "awaitlings")))


def _read(root: Path, take: Callable[[dict[str, Any]], Any]) -> Any:
    path = root / "exercises" / "kit.toml"
    try:
        return take(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ending.told(_unreadable(path, ending.reason(error)), error) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Misuse(_unreadable(path, error)) from None


def _unreadable(path: Path, reason: object) -> str:
    return say("The kit's list of exercises can't be read: {path}: {reason}", path=path, reason=reason)


@functools.cache
def stages(root: Path = ROOT) -> tuple[str, ...]:
    """Tell which stages count: all, unless a release asks for fewer. Misuse: as for `chapters`."""
    return tuple(_read(root, _stages))


def _stages(data: dict[str, Any]) -> list[str]:
    named = data.get("stages", STAGES)
    if not named or not {*named} <= {*STAGES}:
        raise ValueError(say("stages are {stages}", stages=", ".join(STAGES)))
    return [stage for stage in STAGES if stage in named]


def _chapter(data: dict[str, Any], counting: tuple[str, ...]) -> Chapter:
    entries = tuple(Entry(**{**one, "chapter": data["name"], "stages": counting}) for one in data.get("exercise", ()))
    return Chapter(**{**data, "exercise": entries})


def kit_text(kit: Iterable[Chapter], title: str = "", counting: Sequence[str] = STAGES) -> str:
    """Write exercises/kit.toml. `title`: what a release is called; `counting`: the stages that it asks for."""
    parts = [HEAD, f"\ntitle = {_quoted(title)}\n" if title else ""]
    parts.append(f"\nstages = [{', '.join(map(_quoted, counting))}]\n" if tuple(counting) != STAGES else "")
    for chapter in kit:
        parts.append(f"\n[[chapter]]\nname = {_quoted(chapter.name)}\ntitle = {_quoted(chapter.title)}\n")
        for entry in chapter.exercise:
            parts.append(f"\n[[chapter.exercise]]\nname = {_quoted(entry.name)}\ntitle = {_quoted(entry.title)}\n")
            parts.append(f"level = {entry.level}\n")
            parts.append(f"minimum_python = {_quoted(entry.minimum_python)}\n" if entry.minimum_python != "3.11" else "")
            parts.append(f"points = {entry.points}\n" if entry.points != POINTS else "")
    return "".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # so it is a basic string of TOML, too


def exercises(root: Path = ROOT) -> list[Entry]:
    """All exercises, in the kit's order."""
    return [entry for chapter in chapters(root) for entry in chapter.exercise]


@functools.cache
def known_version() -> str:
    """Read the kit's version from its pyproject.toml. OSError, KeyError, ValueError: it can't be read."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def kit_version() -> str:
    """Tell the kit's version: pyproject.toml's, where it is not installed; UNKNOWN, where that can't be read: no report fails for it."""
    try:
        return known_version()
    except (OSError, KeyError, ValueError):
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - seldom needed, and slow to import

        try:
            return version("awaitlings")
        except PackageNotFoundError:
            return UNKNOWN


def choose(names: tuple[str, ...], root: Path = ROOT) -> list[Entry]:
    """Choose exercises by their names or paths, or by their chapters'; all, where none is given. Misuse: there is no such thing."""
    wanted = {_bare(name): name for name in names}
    known = [word for chapter in chapters(root) for word in (chapter.name, *(entry.name for entry in chapter.exercise))]
    for bare, name in wanted.items():
        if bare not in known:
            near = difflib.get_close_matches(bare, known, 1)
            all_of_them = say("The chapters and their exercises are: {names}.", names=", ".join(known))
            hint = say("Did you mean {name}?", name=near[0]) if near else all_of_them
            raise Misuse(say("There is no exercise or chapter {name!r}. {hint}", name=name, hint=hint))
    return [entry for entry in exercises(root) if not wanted or entry.name in wanted or entry.chapter in wanted]


def _bare(name: str) -> str:
    """Take what somebody types for an exercise or a chapter, a path perhaps, as its name."""
    return PureWindowsPath(name).name.removesuffix(".py")  # which knows both kinds of slash, wherever this runs
