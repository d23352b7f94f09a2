"""Grading a whole class: `nox -s grade-all -- SUBMISSIONS --out DIR`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from grader.classroom import kits
from grader.classroom.attempts import Grader
from grader.classroom.batch import Batch
from grader.classroom.kept import GRADEBOOKS, Kept, prepare
from grader.classroom.processes import Processes
from grader.classroom.progress import Progress, name
from grader.classroom.submissions import Submission, find
from grader.judge.kit import Misuse
from grader.reports.text import line

ALL_GRADED, NOT_ALL_GRADED, INTERRUPTED = 0, 1, 130
SHOWN = 20  # names in one place


def processors() -> int:
    """Count the processors that this process may use.

    So many submissions at a time were the quickest way, measured on two: three quarters of the time that one at a time takes, although
    each grader itself plays as many programs at once; more were no quicker.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command("grade-all")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where the results go: a new folder.")
@click.option("--again", is_flag=True, help="Remove what an earlier grading left in --out, and grade everybody anew.")
@click.option("--release", type=click.Path(path_type=Path), metavar="DIR", help="Grade with this release: its exercises, its points.")
@click.option("--jobs", type=click.IntRange(min=1), default=processors(), show_default=True, help="Submissions at a time.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    help="Time limit for one submission, real time.",
)
def grade_all(
    submissions: Path, names: tuple[str, ...], *, out: Path, again: bool, release: Path | None, jobs: int, minutes: float
) -> NoReturn:
    """Grade the submissions of a class: all exercises, or those named, or all of the chapters named.

    SUBMISSIONS is a folder with a folder for each student, named after the student: a clone of the kit, or a folder with the exercises'
    files in it. Of a submission, the exercises' own files are read, and nothing else. Hidden folders are left out.

    \b
    In --out you find:
      gradebook.csv, canvas.csv, moodle.csv   everybody's points
      results/NAME.json                       each submission's result; `python -m grader.reports` writes it in other formats
      logs/NAME.txt                           what the grader said, where something went wrong

    Whatever can't be graded is tried once more, alone. Then its result says so, and the others go on: have a look at it by hand.
    Ctrl-C ends the grading; what is done by then is kept.

    Exit code: 0 everything was graded, 1 some submissions could not be graded, 2 a mistake in the command, 130 interrupted.
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    found, files = find(submissions)
    kit = kits.released(release, names) if release else kits.this(names)
    kept = prepare(out, submissions, again=again)
    click.echo(f"Submissions: {len(found)}. Exercises: {len(kit.entries)}, of {release or 'this kit'}.")
    if files:
        click.echo(f"Left out, as they are no folders: {_some([line(one, 40) for one in files])}")
    with Progress(Console(highlight=False), len(found)) as progress, Processes.adopting() as processes:
        batch = Batch(Grader(kit, kept, processes, minutes), kept, progress)
        interrupted = _run_to_its_end(batch, found, jobs)
        _write(kept, batch, found)
    _tell(kept, batch, found)
    sys.exit(INTERRUPTED if interrupted else NOT_ALL_GRADED if batch.troubles else ALL_GRADED)


def _run_to_its_end(batch: Batch, found: Sequence[Submission], jobs: int) -> bool:
    """Grade everything. Returns whether it was interrupted."""
    try:
        asyncio.run(_interruptible(batch, found, jobs))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return True
    return False


async def _interruptible(batch: Batch, found: Sequence[Submission], jobs: int) -> None:
    """Take being told to end, or losing the terminal, like Ctrl-C, unless it is to be ignored (nohup)."""
    task = asyncio.current_task()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if task and signal.getsignal(number) is signal.SIG_DFL:
            with contextlib.suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await batch.run(found, jobs)


def _write(kept: Kept, batch: Batch, found: Sequence[Submission]) -> None:
    """Write the gradebooks of what is there. Misuse: they can't be written."""
    try:
        kept.gradebooks([batch.results[one] for one in found if one in batch.results])
    except OSError as error:
        raise Misuse(f"The gradebooks can't be written to {kept.folder}: {error.strerror}. The results are there.") from None


def _tell(kept: Kept, batch: Batch, found: Sequence[Submission]) -> None:
    """Print how many were graded, who was not and why, and where the files are."""
    _row("graded", f"{len(batch.results) - len(batch.troubles)} of {len(found)}")
    if missing := [name(one) for one in found if one not in batch.results]:
        _row("interrupted", f"missing, while the gradebooks hold the others: {_some(missing)}")
    for submission, reason in batch.troubles.items():
        _row("with trouble", f"{name(submission)}: {line(reason)}")
    for submission, reason in batch.second.items():
        _row("tried again", f"{name(submission)} was graded then. At first: {line(reason)}")
    if empty := [name(one) for one, result in batch.results.items() if all(e.outcome == "missing" for e in result.exercises)]:
        _row("nothing found", _some(empty))
    logs = ", logs/" if any(kept.folder.glob("logs/*")) else ""
    _row("files", f"{line(str(kept.folder), 1000)}: {', '.join(GRADEBOOKS)}, results/{logs}")


def _row(label: str, text: str) -> None:
    click.echo(f"{label:15}{text}")


def _some(names: Sequence[str]) -> str:
    return f"{', '.join(names[:SHOWN])}, and {len(names) - SHOWN} more" if len(names) > SHOWN else ", ".join(names)
