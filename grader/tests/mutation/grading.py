"""Grades mutants, by graders that live on: a mutant costs a fraction of a second, and one that hangs a few."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from grader.grading.commands import HURRIED
from grader.grading.kit import ROOT, Entry
from grader.grading.results.result import ExerciseResult, decode

AT_ONCE = 2
"""Graders, each with one play at a time, and one that is being judged."""

Play = Callable[[list[tuple[Entry, str]]], Iterator[str]]
"""Grades programs, and says of each what was noticed; nothing, if it got all points."""


class Grader:
    """A process that grades one program after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count, self._errors = folder, 0, folder / "errors"
        folder.mkdir()
        words = [sys.executable, "-m", "grader.grading", HURRIED, "--slots", "2"]
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT)

    def noticed(self, entry: Entry, source: str) -> str:
        """Grade a program; say what was noticed, nothing if it got all points. RuntimeError: the grader has ended."""
        self._count += 1
        folder = self._folder / str(self._count)
        path = folder / entry.path
        path.parent.mkdir(parents=True)
        path.write_text(source, "utf-8")
        asks, answers = _pipes(self._process)
        result = folder / "result.json"
        with contextlib.suppress(BrokenPipeError):  # it has ended: then no answer comes
            asks.write(json.dumps({"submission": f"{folder}", "student": "", "json": f"{result}", "names": [entry.name]}) + "\n")
            asks.flush()
        if not answers.readline():
            self.end()
            raise RuntimeError(f"The grader ended with {self._process.returncode}:\n{self._errors.read_text()[-2000:]}")
        return what(decode(result.read_bytes()).exercises[0])

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def what(result: ExerciseResult) -> str:
    """Say what was noticed of a program; nothing, if it got all points."""
    if result.max_points and result.points == result.max_points:
        return ""
    failed = [check.title for check in result.checks if check.status == "failed"]
    others = [f"not judged: {check.title} ({check.message})" for check in result.checks if check.status == "not judged"]
    return "; ".join(failed or others[:1]) or result.message.partition("\n")[0] or result.outcome


def play(programs: list[tuple[Entry, str]]) -> Iterator[str]:
    """Grade programs in some processes at once; say what was noticed of each, in their order."""
    free: queue.SimpleQueue[Grader] = queue.SimpleQueue()

    def grade(program: tuple[Entry, str]) -> str:
        grader = free.get()
        try:
            return grader.noticed(*program)
        finally:
            free.put(grader)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        graders = [Grader(Path(folder, str(number))) for number in range(AT_ONCE)]
        for grader in graders:
            free.put(grader)
        try:
            yield from pool.map(grade, programs)  # left early, it gives up what hasn't begun
        finally:
            pool.shutdown(cancel_futures=True)
            for grader in graders:
                grader.end()
