"""What the grading of a class leaves in its folder: a result for each submission, as soon as it is there; logs; gradebooks.

results/NAME.json   what `grade --json` writes
logs/NAME.txt       what the grader said, where something went wrong
gradebook.csv, canvas.csv, moodle.csv
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from grader.classroom.collect.submissions import Submission
from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.grading.kit import Misuse
from grader.grading.results.result import Result
from grader.language import say
from grader.reports.platforms import gradebook

GRADEBOOKS: dict[str, Literal["plain", "canvas", "moodle"]] = {"gradebook.csv": "plain", "canvas.csv": "canvas", "moodle.csv": "moodle"}


class Kept:
    """The folder. Use `prepare`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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

    def keep(self, submission: Submission, data: bytes) -> None:
        """Keep a result. OSError: it can't be written."""
        write_whole(self._results / f"{submission.stem}.json", data)

    def log(self, submission: Submission, text: str) -> str:
        """Keep what is to be known of a grading that went wrong. Returns where. OSError: it can't be written."""
        self._logs.mkdir(exist_ok=True)
        path = self._logs / f"{submission.stem}.txt"
        write_whole(path, text.encode("utf-8", "backslashreplace"))
        return path.relative_to(self.folder).as_posix()

    def gradebooks(self, results: Sequence[Result]) -> None:
        """Write all gradebooks. OSError: they can't be written."""
        for name, form in GRADEBOOKS.items():
            write_whole(self.folder / name, gradebook.table(results, form).encode("utf-8", "backslashreplace"))


def prepare(folder: Path, submissions: Path, *, again: bool) -> Kept:
    """Make the folder. `again`: remove what an earlier grading has left there. Misuse: it can't be used."""
    try:
        if folder.resolve().is_relative_to(submissions.resolve()):
            inside = say(
                "--out {folder} is inside {submissions}: it would be taken for a submission.", folder=folder, submissions=submissions
            )
            raise Misuse(say("{it_is_inside} Name a folder elsewhere.", it_is_inside=inside))
        if earlier := list(_earlier(folder)):
            if not again:
                holds = say("{folder} holds the results of an earlier grading.", folder=folder)
                raise Misuse(say("{it_is_taken} Name another folder; --again removes them first.", it_is_taken=holds))
            for path in earlier:
                path.unlink()
        (folder / "results").mkdir(parents=True, exist_ok=True)
        probe = folder / "results" / ".part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise told(say("The results can't be written to {folder}: {reason}.", folder=folder, reason=reason(error)), error) from None
    return Kept(folder)


def _earlier(folder: Path) -> Iterator[Path]:
    """List what an earlier grading has left: nothing else in the folder is touched."""
    for pattern in ("results/*.json", "results/.*.part", "logs/*.txt", *GRADEBOOKS):
        yield from folder.glob(pattern)
