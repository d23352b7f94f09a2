"""One grading, or many: pytest collects the suites, the judge plays what they need, and a result comes of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.cli.ending import Told, in_words
from grader.grading.grader import Grader, Way
from grader.grading.kit import ROOT, Entry, Misuse, kit_version
from grader.grading.results.result import FAULT, Result, not_graded, total
from grader.grading.results.verdict import Verdicts
from grader.grading.suites import Suites, collected
from grader.judge.runner import judges_loop
from grader.language import say, translated

Grade = Callable[[Sequence[Entry], Path], "tuple[Result, bool]"]


def grade(entries: Sequence[Entry], submission: Path, way: Way | None = None) -> tuple[Result, bool]:
    """Grade these exercises of a submission. Returns the result, and whether the grading was broken off (Ctrl-C).

    Misuse: there is no such folder, a suite is missing, or this Python is too old for an exercise.
    """
    see_that_it_can(entries, submission)
    results: list[tuple[Result, bool]] = []
    try:
        serve(entries, lambda graded: results.append(graded(entries, submission)), way)
    except Exception as fault:
        if results or isinstance(fault, Misuse):
            raise
        return _result(entries, Verdicts(), _Broken(fault)), False
    return results[0]


def serve(entries: Sequence[Entry], use: Callable[[Served], None], way: Way | None = None) -> None:
    """Collect the suites of these exercises once; `use` gets a function that grades, and may call it as often as it likes."""

    def body(suites: Suites) -> None:
        with asyncio.Runner(loop_factory=judges_loop) as runner:
            use(Served(Grader(suites, way or Way()), runner))

    collected(entries, body)


class Served:
    """Grades one submission after the other. One event loop serves all of them, so that what they share lives on."""

    def __init__(self, grader: Grader, runner: asyncio.Runner) -> None:
        self._grader, self._runner = grader, runner
        self._now: asyncio.Task[None] | None = None

    def __call__(self, entries: Sequence[Entry], submission: Path) -> tuple[Result, bool]:
        """Grade these exercises of a submission. Returns the result, and whether it was broken off."""
        verdicts = Verdicts()
        broken: _Broken | None = None
        try:
            self._runner.run(self._grade(entries, submission, verdicts))
        except (Exception, KeyboardInterrupt, asyncio.CancelledError) as fault:  # noqa: BLE001 - whatever it is, the result tells
            broken = _Broken(fault)
        return _result(entries, verdicts, broken), broken is not None and broken.interrupted

    async def _grade(self, entries: Sequence[Entry], submission: Path, verdicts: Verdicts) -> None:
        self._now = asyncio.current_task()
        try:
            await self._grader.grade(entries, submission, verdicts)
        finally:
            self._now = None

    def end(self) -> None:
        """Break off the grading that goes on just now, if there is one: from another thread, or a signal's handler."""
        if task := self._now:
            with contextlib.suppress(RuntimeError):  # the loop has been closed meanwhile
                task.get_loop().call_soon_threadsafe(task.cancel)


@dataclass(frozen=True)
class _Broken:
    """Why a grading was broken off."""

    fault: BaseException

    @property
    def interrupted(self) -> bool:
        """Whether somebody has interrupted it."""
        return isinstance(self.fault, KeyboardInterrupt | asyncio.CancelledError)

    def __str__(self) -> str:
        told = isinstance(self.fault, Told)
        said = str(self.fault) if told else say("The grader itself failed ({fault}).", fault=in_words(self.fault))
        return f"{said} {translated(FAULT)}"


def _result(entries: Sequence[Entry], verdicts: Verdicts, broken: _Broken | None) -> Result:
    """Make a result of what was heard. Every exercise that was to be graded is in it."""
    heard = {one.name: one for one in verdicts.results()}
    error = ""
    if broken and broken.interrupted:
        graded, wanted = len(heard), len(entries)
        error = say("Interrupted: {graded} of {wanted} exercises were graded, at least in part.", graded=graded, wanted=wanted)
    elif broken:
        error = str(broken)
    elif missing := [entry.name for entry in entries if entry.name not in heard]:
        error = say("The grader graded nothing of {exercises}. {fault}", exercises=", ".join(missing), fault=translated(FAULT))
    elif faults := [one for one in heard.values() if one.outcome == "not graded"]:
        error = faults[0].message
        if len(faults) > 1:
            error = say("{number} exercises were not graded. {first}", number=len(faults), first=error)
    exercises = [heard.get(entry.name) or not_graded(entry, error) for entry in entries]
    recordings = {name: recording for case in verdicts.cases.values() for name, recording in case.recordings.items()}
    return total(exercises, kit_version(), error=error, recordings=recordings)


def see_that_it_can(entries: Sequence[Entry], submission: Path) -> None:
    """Look at what was asked for. Misuse: it can't be graded."""
    if not submission.is_dir():
        raise Misuse(say("There is no folder {folder}.", folder=submission))
    for entry in entries:
        if not entry.playable:
            raise Misuse(say("{exercise} needs Python {version} or newer.", exercise=entry.name, version=entry.minimum_python))
        if not entry.suite.is_file():
            raise Misuse(say("The kit is damaged: {file} is missing.", file=entry.suite.relative_to(ROOT)))
