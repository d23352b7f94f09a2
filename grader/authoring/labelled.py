"""Labelled submissions, and whether they get the verdicts of their labels.

The labels are the folders of grader/corpus: right/ must get all points; each file of wrong/ must fail the check that its second
line names: `# fails: TITLE`. Stubs, and programs that do nothing, must get none.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from grader.authoring.idle import idle_programs
from grader.grading.commands import FRESH
from grader.grading.kit import ROOT, Entry
from grader.grading.results.result import ExerciseResult, decode

CORPUS = ROOT / "grader" / "corpus"
LABELS = ("stub", "reference", "right", "wrong", "idle", "nothing")
KIND = "# kind:"


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

    @property
    def kinds(self) -> list[str]:
        """The kinds of mistakes that a wrong submission shows: its third line lists them."""
        lines = [line.removeprefix(KIND) for line in self.source.splitlines()[2:3] if line.startswith(KIND)]
        return [kind.strip() for line in lines for kind in line.split(",")]


def labelled(entry: Entry) -> Iterator[Labelled]:
    """List the labelled submissions of an exercise that this Python can run."""
    yield Labelled(entry, "stub", "stub", (ROOT / "exercises" / entry.path).read_text("utf-8"))
    yield Labelled(entry, "reference", "reference", (ROOT / "solutions" / entry.path).read_text("utf-8"))
    for label in ("right", "wrong", "idle"):
        for path in sorted((CORPUS / entry.chapter / entry.name / label).glob("*.py")):
            source = path.read_text("utf-8")
            one = Labelled(entry, label, path.stem, source, _minimum(source))
            if sys.version_info >= one.minimum:
                yield one
    for name, source in idle_programs((ROOT / "exercises" / entry.path).read_text("utf-8")):
        yield Labelled(entry, "nothing", name, source)


def _minimum(source: str) -> tuple[int, ...]:
    """A file for newer Pythons only says so in a line `# python: 3.13`."""
    wanted = [line.removeprefix("# python:").strip() for line in source.splitlines()[:4] if line.startswith("# python:")]
    return tuple(map(int, wanted[0].split("."))) if wanted else (3, 11)


def misjudged(one: Labelled, result: ExerciseResult) -> str:
    """Say what is wrong with a verdict; nothing, where it is right."""
    failed = [check for check in result.checks if check.status == "failed"]
    summary = "; ".join(f"{c.title}: {c.status}: {c.message}" for c in result.checks if c.status != "passed") or "all passed"
    match one.label:
        case "right" | "reference" if result.points != result.max_points:
            return f"{result.points} points, not {result.max_points}: {result.message} {summary}"
        case "stub" | "nothing" if result.points:
            return f"{result.points} points, not 0: {summary}"
        case "idle" if paid := [c.title for c in result.checks if c.stage == "stops well" and c.points]:
            return f"it has nothing to stop, and got points for {paid[0]!r}"
        case "wrong" if one.fails not in [check.title for check in failed]:
            return f"must fail {one.fails!r}, but: {result.message} {summary}"
        case "wrong" if result.points == result.max_points:
            return "got all points"
    return ""


class Grading:
    """Submissions being graded, each by itself, by graders that live on (pytest doesn't run inside pytest), so many at a time."""

    def __init__(self, many: Sequence[Labelled], at_once: int = 3, *, fresh: bool = False) -> None:
        self.many, self.at_once, self.fresh = many, at_once, fresh
        self._stack = ExitStack()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Begin: the graders find their jobs, and leave their results, in files."""
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
        jobs.write_text("".join(json.dumps(self._job(number)) + "\n" for number in numbers), "utf-8")
        words = [sys.executable, "-m", "grader.grading", *([FRESH] if self.fresh else [])]
        with jobs.open("rb") as todo:
            return subprocess.Popen(words, stdin=todo, stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603 - our own words

    def _job(self, number: int) -> dict[str, Any]:
        folder, name = f"{self._folder}/{number}", self.many[number].entry.name
        return {"submission": folder, "student": "", "json": f"{folder}/result.json", "names": [name]}

    def encoded(self) -> list[bytes]:
        """Wait for the results, in the order of the submissions, as JSON with their recordings."""
        if failed := [code for process in self._processes if (code := process.wait())]:
            raise RuntimeError(f"Grading labelled submissions ended with exit code {failed[0]}.")
        return [(self._folder / str(number) / "result.json").read_bytes() for number in range(len(self.many))]

    def results(self) -> list[ExerciseResult]:
        """Wait for the results, in the order of the submissions."""
        return [decode(data).exercises[0] for data in self.encoded()]

    def __exit__(self, *error: object) -> None:
        """End what is still being graded."""
        for process in self._processes:
            process.terminate()
        self._stack.close()


def grade_each(many: Sequence[Labelled]) -> list[ExerciseResult]:
    """Grade submissions, each by itself."""
    with Grading(many) as grading:
        return grading.results()
