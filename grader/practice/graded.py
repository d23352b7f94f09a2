"""A grading of a learner's own exercises: what has been played is kept, so it is quick."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from grader.cli.streams import complain
from grader.grading.grader import Way
from grader.grading.kept_plays import KeptPlays, folder_for
from grader.grading.kit import ROOT, Entry
from grader.grading.results.result import Result
from grader.grading.run import grade
from grader.practice.notes import Notes
from grader.reports.progress import Progress

FOLDER = ROOT / "exercises"


def graded(entries: Sequence[Entry], notes: Notes, console: Console) -> Result:
    """Grade, and note the results. KeyboardInterrupt: it was broken off. Misuse: it can't be done."""
    with Progress(console, [entry.name for entry in entries]) as progress:
        result, interrupted = grade(entries, FOLDER, Way(kept=KeptPlays(folder_for()), seen=progress.seen))
    if interrupted:
        raise KeyboardInterrupt
    if result.error:
        complain(result.error)
    note(result, notes)
    return result


def note(result: Result, notes: Notes) -> None:
    """Note all results of a grading."""
    for exercise in result.exercises:
        notes.saw(exercise)
    notes.save()
