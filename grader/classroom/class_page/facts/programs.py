"""Programs as they were handed in, and their shape: what is left when names, texts, formatting and the stub's own lines are gone."""

from __future__ import annotations

import ast
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.class_page.facts.names import renamed
from grader.classroom.intake.take_in import taken_in
from grader.cli.ending import Told
from grader.grading.intake import stubs
from grader.grading.intake.take import Unplayable, take, unpacked
from grader.grading.kit import Entry
from grader.grading.results.result import ExerciseResult
from grader.judge.source import parse

NAME = re.compile(r"\w+", re.ASCII)
LONGEST = 40_000  # characters of a program that is looked at: the references have less than 4,000
SMALL = 40  # nodes of a syntax tree: whoever writes so little often writes the same


@dataclass(frozen=True)
class Shape:
    """A program without what its author chose freely. `digest`: the same for programs of the same shape; `size`: nodes of its tree."""

    digest: str
    size: int

    @property
    def small(self) -> bool:
        """Whether there are few ways to write so little."""
        return self.size < SMALL


class Programs:
    """Reads the programs of a class, with the care of a grading. Without a folder, there are none."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = folders

    @classmethod
    @contextmanager
    def of(cls, submissions: Path | None) -> Iterator[Programs]:
        """Find the submissions, as they were graded: in a folder, or an archive. Told: they can't be read, or there are none."""
        if submissions is None:
            yield cls({})
            return
        with taken_in(submissions) as taken:
            yield cls({one.student: one.path for one in taken.found if not one.fault})

    def source(self, student: str, exercise: ExerciseResult) -> str:
        """Read what a student has handed in for an exercise; nothing, where there is none that could be read."""
        if student not in self._folders or not all(map(NAME.fullmatch, (exercise.name, exercise.chapter))):
            return ""
        try:
            return take(Entry(exercise.name, exercise.title, exercise.chapter), unpacked(self._folders[student])).source
        except (Unplayable, OSError):
            return ""


def stub(name: str) -> str:
    """Tell the text that an exercise was handed out with; nothing, where it isn't kept."""
    try:
        known = stubs.known().get(name)
    except Told:
        return ""
    return known.text if known else ""


@functools.lru_cache(maxsize=4096)
def shape(source: str, begun: str) -> Shape | None:
    """Tell the shape of a program. `begun`: its stub. None: nothing of the author's own is in it, it is no Python, or too long."""
    if len(source) > LONGEST:
        return None
    try:
        tree, given = _bare(source), _lines(begun)
        own = [node for node in tree.body if ast.dump(node) not in given]
        for node in ast.walk(ast.Module(own, [])):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                node.body = [one for one in node.body if ast.dump(one) not in given] or [ast.Pass()]
        if not any(_is_work(node) for node in own):
            return None
        plain = renamed(ast.Module(own, []))
        text = ast.dump(plain)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return Shape(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16], sum(1 for _ in ast.walk(plain)))


def _is_work(node: ast.stmt) -> bool:
    """Whether a statement does more than to define something that does nothing."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return any(map(_is_work, node.body))
    return not isinstance(node, ast.Pass | ast.Import | ast.ImportFrom)


@functools.cache
def _lines(begun: str) -> frozenset[str]:
    """List the statements of a stub, those inside of its functions, too."""
    return frozenset(ast.dump(node) for node in ast.walk(_bare(begun)) if isinstance(node, ast.stmt)) - {ast.dump(ast.Pass())}


def _bare(source: str) -> ast.Module:
    """Parse a program; docstrings, annotations and what runs only by hand are gone."""
    tree = parse(source)
    tree.body = [node for node in tree.body if not (_is_by_hand(node) or getattr(node, "name", "") == "demo")]
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.body = [one for one in node.body if not _is_text(one)]
    return tree


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_by_hand(node: ast.stmt) -> bool:
    """Whether it is `if __name__ == "__main__":`."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and getattr(node.test.left, "id", "") == "__name__"
