"""A digest of a submission: of the exercises' files in it, as a grading would take them in, and of nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.classroom.collect.submissions import Submission
from grader.grading.intake.take import Unplayable, find, unpacked
from grader.grading.kit import Entry


def digest(submission: Submission, entries: Sequence[Entry]) -> str:
    """Digest what would be read of a submission: two that have the same digest get the same result."""
    whole = hashlib.sha256()
    for part in _parts(submission, entries):
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "backslashreplace")
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()


def _parts(submission: Submission, entries: Sequence[Entry]) -> Iterator[object]:
    if submission.fault:
        yield submission.fault
        return
    try:
        folder = unpacked(submission.path)
    except OSError as error:
        yield f"unreadable: {error.errno}"
        return
    for entry in entries:
        yield entry.path
        yield from _of_one(entry, folder)


def _of_one(entry: Entry, folder: Path) -> Iterator[object]:
    """What a grading sees of one exercise: its file and where it lay, or why there is none."""
    try:
        data, notes = find(entry, folder, "exercises")
        yield from (data, *notes)
    except Unplayable as problem:
        yield from (problem.outcome, problem.message)
    except OSError as error:
        yield f"unreadable: {error.errno}"
