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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.judge.grading import grade
from grader.judge.kit import ROOT, Entry, choose
from grader.judge.result import ExerciseResult
from grader.judge.stubs import describe

CORPUS = ROOT / "grader" / "corpus"
NOTHINGS = ("None", "[]", "{}", "True", "args[0]")


@dataclass(frozen=True)
class Labelled:
    """A submission of one exercise, and the verdict it must get."""

    entry: Entry
    label: str  # "right", "wrong", "stub", "nothing" or "reference"
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


def grade_each(many: list[Labelled], at_once: int = 2) -> Iterator[ExerciseResult]:
    """Grade submissions, each by itself, in processes of their own (pytest doesn't run inside pytest), so many at a time."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_once) as threads:
        for number, one in enumerate(many):
            path = Path(folder, str(number), one.entry.path)
            path.parent.mkdir(parents=True)
            path.write_text(one.source, "utf-8")
        jobs = [f"{one.entry.name} {folder}/{number}\n" for number, one in enumerate(many)]
        parts = list(threads.map(_grade_some, [jobs[first::at_once] for first in range(at_once)]))
        yield from (parts[number % at_once][number // at_once] for number in range(len(many)))


def _grade_some(jobs: list[str]) -> list[ExerciseResult]:
    words = [sys.executable, "-m", "grader.authoring.labelled"]
    done = subprocess.run(words, input="".join(jobs), text=True, stdout=subprocess.PIPE, check=True, cwd=ROOT)  # noqa: S603 - our own words
    return [msgspec.json.decode(line, type=ExerciseResult) for line in done.stdout.splitlines() if line.startswith("{")]


def _serve() -> None:
    """Grade what standard input lists, an exercise and a folder a line; write a result a line."""
    out = os.fdopen(os.dup(1), "w")
    with contextlib.redirect_stdout(sys.stderr):
        for line in sys.stdin:
            name, folder = line.split()
            result, _ = grade(choose((name,)), Path(folder))
            out.write(json.dumps(msgspec.to_builtins(result.exercises[0])) + "\n")
            out.flush()


if __name__ == "__main__":
    _serve()
