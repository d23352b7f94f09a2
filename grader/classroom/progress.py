"""Progress while a class is graded: one line that changes, on a terminal; else a line for each submission."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from grader.classroom.submissions import Submission
from grader.judge.result import Result
from grader.reports.text import line

NAME = 40  # characters of a student's name that are shown
COLUMNS = ("{task.completed:.0f} of {task.total:.0f}", "{task.fields[left]}", "{task.fields[now]}")


class Progress:
    """Tells how far a grading is, and about how long it will take."""

    def __init__(self, console: Console, total: int) -> None:
        self._total, self._done, self._now = total, 0, dict[Submission, None]()
        self._began = time.monotonic()
        count, left, now = (TextColumn(text, markup=False) for text in COLUMNS)
        self._bar = Bar(count, BarColumn(30), left, now, console=console, transient=True) if console.is_terminal else None
        self._task = self._bar.add_task("", total=total, left="", now="") if self._bar else None

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
        self._print(f"{name(submission)}  to be graded once more, alone, at the end. {line(reason)}")

    def done(self, submission: Submission, result: Result) -> None:
        """Tell of a submission that is done."""
        self._done += 1
        self._update()
        told = line(result.error) if result.error else f"{result.points}/{result.max_points}"
        if result.error or not self._bar:
            self._print(f"{self._done} of {self._total}  {name(submission)}  {told}  {self._left()}".rstrip())

    def _update(self) -> None:
        if self._bar and self._task is not None:
            now = ", ".join(map(name, self._now))
            self._bar.update(self._task, completed=self._done, left=self._left(), now=now)

    def _print(self, text: str) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more: no reason to stop
            if self._bar:
                self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
            else:
                click.echo(text)

    def _left(self) -> str:
        """Estimate what is left: as long for each as it took until now."""
        rest = self._total - self._done
        if not (rest and self._done):
            return ""
        minutes = (time.monotonic() - self._began) / self._done * rest / 60
        return f"about {minutes:.0f} min left" if minutes >= 1 else "less than a minute left"


def name(submission: Submission) -> str:
    """A student's name, as it can be shown in a line."""
    return line(submission.student, NAME)
