"""Labelled submissions, and whether they get the verdicts of their labels.

The labels are the folders of grader/corpus: right/ must get all points; each file of wrong/ must fail the check that its second
line names: `# fails: TITLE`. Stubs, and programs that do nothing, must get none.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from grader.judge.grading import grade
from grader.judge.kit import ROOT, Entry, choose
from grader.judge.result import ExerciseResult
from grader.judge.stubs import describe
from grader.judge.subjects import keep_server

CORPUS = ROOT / "grader" / "corpus"
LABELS = ("stub", "reference", "right", "wrong", "nothing")
NOTHINGS = ("None", "[]", "{}", "True", "args[0]")


@dataclass(frozen=True)
class Labelled:
    """A submission of one exercise, and the verdict it must get."""

    entry: Entry
    label: str  # one of LABELS
    name: str
    source: str
    minimum: tuple[int, ...] = (3, 11)

    @property
    def id(self) -> str:
        """A name for test ids."""
        return f"{self.entry.name}-{self.label}-{self.name}"

    @property
    def fails(self) -> str:
        """The title of the check that a wrong submission must fail."""
        return self.source.splitlines()[1].removeprefix("# fails:").strip()


def labelled(entry: Entry) -> Iterator[Labelled]:
    """List the labelled submissions of an exercise that this Python can run."""
    yield Labelled(entry, "stub", "stub", (ROOT / "exercises" / entry.path).read_text("utf-8"))
    yield Labelled(entry, "reference", "reference", (ROOT / "solutions" / entry.path).read_text("utf-8"))
    for label in ("right", "wrong"):
        for path in sorted((CORPUS / entry.chapter / entry.name / label).glob("*.py")):
            source = path.read_text("utf-8")
            one = Labelled(entry, label, path.stem, source, _minimum(source))
            if sys.version_info >= one.minimum:
                yield one
    for number, value in enumerate(NOTHINGS):
        yield Labelled(entry, "nothing", str(number), _nothing(entry, value))


def _minimum(source: str) -> tuple[int, ...]:
    """A file for newer Pythons only says so in a line `# python: 3.13`."""
    wanted = [line.removeprefix("# python:").strip() for line in source.splitlines()[:4] if line.startswith("# python:")]
    return tuple(map(int, wanted[0].split("."))) if wanted else (3, 11)


def _nothing(entry: Entry, value: str) -> str:
    """A program that has the right shape, and does nothing."""
    lines = []
    for name, signature in describe((ROOT / "exercises" / entry.path).read_text("utf-8")).defines.items():
        if not signature.startswith("class"):
            kind = "async def" if signature.startswith("async") else "def"
            lines.append(f"{kind} {name}(*args, **options):\n    args = (*args, *options.values(), None)\n    return {value}\n")
    return "\n".join(lines)


def misjudged(one: Labelled, result: ExerciseResult) -> str:
    """Say what is wrong with a verdict; nothing, where it is right."""
    failed = [check for check in result.checks if check.status == "failed"]
    summary = "; ".join(f"{c.title}: {c.status}: {c.message}" for c in result.checks if c.status != "passed") or "all passed"
    match one.label:
        case "right" | "reference" if result.points != result.max_points:
            return f"{result.points} points, not {result.max_points}: {result.message} {summary}"
        case "stub" | "nothing" if result.points:
            return f"{result.points} points, not 0: {summary}"
        case "wrong" if one.fails not in [check.title for check in failed]:
            return f"must fail {one.fails!r}, but: {result.message} {summary}"
        case "wrong" if result.points == result.max_points:
            return "got all points"
    return ""


class Grading:
    """Submissions being graded, each by itself, in other processes (pytest doesn't run inside pytest), so many at a time."""

    def __init__(self, many: Sequence[Labelled], at_once: int = 2) -> None:
        self.many, self.at_once = many, at_once
        self._stack = ExitStack()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Begin: the processes find their jobs, and leave their results, in files."""
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        for number, one in enumerate(self.many):
            path = self._folder / str(number) / one.entry.path
            path.parent.mkdir(parents=True)
            path.write_text(one.source, "utf-8")
        for first in range(self.at_once):
            self._processes.append(self._stack.enter_context(self._grade(range(first, len(self.many), self.at_once), first)))
        return self

    def _grade(self, numbers: range, part: int) -> subprocess.Popen[bytes]:
        jobs = self._folder / f"jobs {part}"
        jobs.write_text("".join(f"{self.many[number].entry.name} {self._folder}/{number}\n" for number in numbers), "utf-8")
        words = [sys.executable, "-m", "grader.authoring.labelled"]
        with jobs.open("rb") as todo, (self._folder / f"results {part}").open("wb") as done:
            return subprocess.Popen(words, stdin=todo, stdout=done, cwd=ROOT)  # noqa: S603 - our own words

    def results(self) -> list[ExerciseResult]:
        """Wait for the results, in the order of the submissions."""
        if failed := [code for process in self._processes if (code := process.wait())]:
            raise RuntimeError(f"Grading labelled submissions ended with exit code {failed[0]}.")
        parts = [(self._folder / f"results {part}").read_bytes().splitlines() for part in range(self.at_once)]
        lines = [parts[number % self.at_once][number // self.at_once] for number in range(len(self.many))]
        return [msgspec.json.decode(line, type=ExerciseResult) for line in lines]

    def __exit__(self, *error: object) -> None:
        """End what is still being graded."""
        for process in self._processes:
            process.terminate()
        self._stack.close()


def grade_each(many: Sequence[Labelled]) -> list[ExerciseResult]:
    """Grade submissions, each by itself."""
    with Grading(many) as grading:
        return grading.results()


def _serve() -> None:
    """Grade what standard input lists, an exercise and a folder a line; write a result a line."""
    out = os.fdopen(os.dup(1), "w")
    with contextlib.redirect_stdout(sys.stderr), keep_server():
        for line in sys.stdin:
            name, folder = line.split()
            result, _ = grade(choose((name,)), Path(folder))
            out.write(json.dumps(msgspec.to_builtins(result.exercises[0])) + "\n")
            out.flush()


if __name__ == "__main__":
    _serve()
