"""Progress while a class is graded: one line that changes, on a terminal; else a line for each submission."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from grader.classroom.collect.submissions import Submission
from grader.cli.streams import print_line
from grader.grading.results.result import Result
from grader.language import marked, say, translated
from grader.reports.text import line

NAME = 40  # characters of a student's name that are shown
COLUMNS = (marked("{task.completed:.0f} of {task.total:.0f}"), "{task.fields[left]}", "{task.fields[now]}")


class Progress:
    """Tells how far a grading is, and about how long it will take. `before`: so many were done when it began."""

    def __init__(self, console: Console, total: int, before: int = 0) -> None:
        self._total, self._before, self._done, self._now = total, before, before, dict[Submission, None]()
        self._began = time.monotonic()
        count, left, now = (TextColumn(translated(text), markup=False) for text in COLUMNS)
        self._bar = Bar(count, BarColumn(30), left, now, console=console, transient=True) if console.is_terminal else None
        self._task = self._bar.add_task("", total=total, completed=before, left="", now="") if self._bar else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    @contextmanager
    def at(self, submission: Submission) -> Iterator[None]:
        """Show that a submission is being graded."""
        self._now[submission] = None
        self._update()
        try:
            yield
        finally:
            del self._now[submission]

    def postponed(self, submission: Submission, reason: str) -> None:
        """Tell that a submission is to be graded once more."""
        again = say("to be graded once more, alone, at the end.")
        self._print(f"{name(submission)}  {again} {line(reason)}")

    def told(self, text: str) -> None:
        """Tell something else."""
        self._print(line(text, 1000))

    def done(self, submission: Submission, result: Result) -> None:
        """Tell of a submission that is done."""
        self._done += 1
        self._update()
        told = line(result.error) if result.error else f"{result.points}/{result.max_points}"
        if result.error or not self._bar:
            done = say("{done} of {total}", done=self._done, total=self._total)
            self._print(f"{done}  {name(submission)}  {told}  {self._left()}".rstrip())

    def _update(self) -> None:
        if self._bar and self._task is not None:
            now = ", ".join(map(name, self._now))
            self._bar.update(self._task, completed=self._done, left=self._left(), now=now)

    def _print(self, text: str) -> None:
        if self._bar:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print_line(text)

    def _left(self) -> str:
        """Estimate what is left: as long for each as it took until now."""
        rest = self._total - self._done
        done = self._done - self._before
        if not (rest and done):
            return ""
        minutes = (time.monotonic() - self._began) / done * rest / 60
        return say("about {minutes:.0f} min left", minutes=minutes) if minutes >= 1 else say("less than a minute left")


def name(submission: Submission) -> str:
    """A student's name, as it can be shown in a line."""
    return line(submission.student, NAME)
