"""What came of a class: the gradebooks, and what is told at the end of a grading or a merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.classroom.collect.kept import GRADEBOOKS, Kept
from grader.classroom.collect.progress import name
from grader.classroom.collect.submissions import Submission
from grader.classroom.store.store import Row
from grader.cli.ending import in_words
from grader.cli.streams import complain, padded, print_line
from grader.grading.results.result import Result
from grader.language import say
from grader.reports.text import line

ALL_GRADED, NOT_ALL_GRADED, FAULTY = 0, 1, 3
SHOWN = 20  # names in one place


@dataclass
class Tally:
    """Who is done.

    `results`: without their recordings; `troubles`: why some could not be graded; `second`: why some could be only when tried again.
    `faulty`: whether the grader or its machine is to blame for any trouble.
    """

    results: dict[Submission, Result] = field(default_factory=dict)
    troubles: dict[Submission, str] = field(default_factory=dict)
    second: dict[Submission, str] = field(default_factory=dict)
    faulty: bool = False

    def add(self, submission: Submission, result: Result, reason: str, first: str = "", *, faulty: bool = False) -> None:
        """Add one. `reason`: why it could not be graded; `first`: why it could not be at first."""
        self.results[submission] = replace(result, recordings={})
        self.faulty |= faulty
        if reason:
            self.troubles[submission] = reason
        elif first:
            self.second[submission] = first

    def restore(self, submission: Submission, row: Row, result: Result) -> None:
        """Add one that was done before."""
        self.add(submission, result, row.reason, row.first, faulty=row.faulty)

    @property
    def code(self) -> int:
        """The exit code."""
        return FAULTY if self.faulty else NOT_ALL_GRADED if self.troubles else ALL_GRADED


def write(kept: Kept, book: Sequence[Result]) -> int:
    """Write the gradebooks. Returns the exit code."""
    try:
        kept.gradebooks(book)
    except (OSError, ValueError) as error:
        lost = say("The gradebooks can't be written to {folder}: {fault}.", folder=kept.folder, fault=in_words(error))
        complain(say("{lost} The results are there.", lost=lost))
        return FAULTY
    return ALL_GRADED


def tell(kept: Kept, tally: Tally, found: Sequence[Submission], lacking: str) -> None:
    """Print how many were graded, who was not and why, and where the files are. `lacking`: what to call it that some are missing."""
    row(say("graded"), say("{done} of {total}", done=len(tally.results) - len(tally.troubles), total=len(found)))
    if missing := [name(one) for one in found if one not in tally.results]:
        row(lacking, say("missing, while the gradebooks hold the others: {names}", names=some(missing)))
    for submission, reason in tally.troubles.items():
        row(say("with trouble"), f"{name(submission)}: {line(reason)}")
    for submission, reason in tally.second.items():
        row(say("tried again"), say("{name} was graded then. At first: {reason}", name=name(submission), reason=line(reason)))
    if empty := [name(one) for one, result in tally.results.items() if all(e.outcome == "missing" for e in result.exercises)]:
        row(say("nothing found"), some(empty))
    if boxes := {result.box for result in tally.results.values()} - {""}:
        row(say("box"), ", ".join(sorted(boxes)))
    logs = ", logs/" if kept.has_logs else ""
    row(say("files"), f"{line(str(kept.folder), 1000)}: {', '.join(GRADEBOOKS)}, results/{logs}")


def row(label: str, text: str) -> None:
    """Print a line with a label."""
    print_line(f"{padded(label, 15)}{text}")


def some(names: Sequence[str]) -> str:
    """Name some, and how many more there are."""
    shown = ", ".join(names[:SHOWN])
    return say("{names}, and {number} more", names=shown, number=len(names) - SHOWN) if len(names) > SHOWN else shown
