"""What the grading of a class leaves in its folder: a result for each submission, as soon as it is there; logs; gradebooks.

results.sqlite      the store: what is in it is not graded again
results/NAME.json   what `grade --json` writes, with the recordings that reports look at
logs/NAME.txt       what the grader said, where something went wrong
gradebook.csv, canvas.csv, moodle.csv
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from grader.classroom.collect.submissions import Submission
from grader.classroom.store import file, rescue
from grader.classroom.store.lock import alone
from grader.classroom.store.store import Row, Store
from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.grading.kit import Misuse
from grader.grading.results.result import Result
from grader.language import say
from grader.reports.platforms import gradebook

GRADEBOOKS: dict[str, Literal["plain", "canvas", "moodle"]] = {"gradebook.csv": "plain", "canvas.csv": "canvas", "moodle.csv": "moodle"}


class Kept:
    """The folder, and its store. Use `prepared`."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store = folder, store
        self._results, self._logs = folder / "results", folder / "logs"

    @property
    def has_logs(self) -> bool:
        """Whether anything went wrong that was written down."""
        with contextlib.suppress(OSError):
            return any(self._logs.iterdir())
        return False

    def part(self, submission: Submission) -> Path:
        """Where a grader is to write a result, before it is kept."""
        return self._results / f".{submission.stem}.part"

    def keep(self, submission: Submission, row: Row, data: bytes) -> None:
        """Keep a result, `data` as JSON. OSError: it can't be written, or not both in the store and as a file."""
        try:
            self.store.keep(row)
        finally:
            self._show(submission, row.log, data)

    def restore(self, submission: Submission, row: Row) -> None:
        """See that the files are there of what the store has. ValueError: that is damaged. OSError: they can't be written."""
        path = self._json(submission)
        log = self._log(submission)
        if not (path.is_file() and path.stat().st_size == row.packed.size and log.is_file() == bool(row.log)):
            whole = self.store.row(row.submission)
            self._show(submission, row.log, whole.packed.data() if whole else b"")

    def remove(self, name: str) -> None:
        """Remove the files of somebody who isn't there any more; the store still knows. OSError: they can't be removed."""
        stem = os.fsdecode(name.encode())
        for path in (self._results / f"{stem}.json", self._logs / f"{stem}.txt"):
            path.unlink(missing_ok=True)

    def _show(self, submission: Submission, log: str, data: bytes) -> None:
        write_whole(self._json(submission), data)
        if log:
            self._logs.mkdir(exist_ok=True)
            write_whole(self._log(submission), log.encode("utf-8", "backslashreplace"))
        else:
            self._log(submission).unlink(missing_ok=True)

    def _json(self, submission: Submission) -> Path:
        return self._results / f"{submission.stem}.json"

    def _log(self, submission: Submission) -> Path:
        return self._logs / f"{submission.stem}.txt"

    def gradebooks(self, results: Sequence[Result]) -> None:
        """Write all gradebooks. OSError: they can't be written."""
        for name, form in GRADEBOOKS.items():
            write_whole(self.folder / name, gradebook.table(results, form).encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def prepared(folder: Path, *, outside: Sequence[Path], again: bool) -> Iterator[Kept]:
    """Make the folder, or go on with it, and keep other runs out. `again`: remove what an earlier grading has left there.

    `outside`: the folder must not lie in these. Misuse: it can't be used.
    """
    with contextlib.ExitStack() as stack:
        try:
            for other in outside:
                _see_that_it_is_outside(folder, other)
            if not (again or (folder / file.FILE).exists()) and any(_earlier(folder)):
                holds = say("{folder} holds the results of an earlier grading.", folder=folder)
                raise Misuse(say("{it_is_taken} Name another folder; --again removes them first.", it_is_taken=holds))
            (folder / "results").mkdir(parents=True, exist_ok=True)
            stack.enter_context(alone(folder))
            for path in [*(_earlier(folder) if again else ()), *_parts(folder)]:
                path.unlink(missing_ok=True)
            probe = folder / "results" / ".part"
            probe.touch()
            probe.unlink()
            store = stack.enter_context(contextlib.closing(rescue.opened(folder)))
        except OSError as error:
            raise told(say("The results can't be written to {folder}: {reason}.", folder=folder, reason=reason(error)), error) from None
        yield Kept(folder, store)


def _see_that_it_is_outside(folder: Path, other: Path) -> None:
    if folder.resolve().is_relative_to(other.resolve()):
        inside = say("--out {folder} is inside {submissions}: it would be taken for a submission.", folder=folder, submissions=other)
        raise Misuse(say("{it_is_inside} Name a folder elsewhere.", it_is_inside=inside))


def _earlier(folder: Path) -> Iterator[Path]:
    """List what an earlier grading has left: nothing else in the folder is touched."""
    for pattern in (f"{file.FILE}*", "results.damaged-*.sqlite*", "results/*.json", "results/.*.part", "logs/*.txt", *GRADEBOOKS):
        yield from folder.glob(pattern)


def _parts(folder: Path) -> Iterator[Path]:
    """List what a run that was killed has half written."""
    for pattern in (".*.part", "results/.*.part", "logs/.*.part"):
        yield from folder.glob(pattern)
