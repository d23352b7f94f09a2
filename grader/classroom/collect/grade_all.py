"""Grading a whole class: `nox -s grade-all -- SUBMISSIONS --out DIR`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from grader.classroom.collect import kits
from grader.classroom.collect.attempts import Grader
from grader.classroom.collect.batch import Batch
from grader.classroom.collect.graders import Graders
from grader.classroom.collect.kept import GRADEBOOKS, Kept, prepare
from grader.classroom.collect.progress import Progress, name
from grader.classroom.collect.submissions import Submission, find
from grader.cli import signals
from grader.cli.ending import in_words
from grader.cli.streams import complain, padded, print_line
from grader.grading.intake.misplaced import is_packed
from grader.language import listed, marked, say, translated
from grader.reports.text import line
from grader.subjects.box import choice
from grader.subjects.box.trial import Box
from grader.subjects.box.trial import choose as choose_box

ALL_GRADED, NOT_ALL_GRADED, FAULTY = 0, 1, 3
SHOWN = 20  # names in one place


def processors() -> int:
    """Count the processors that this process may use.

    So many submissions at a time were the quickest way, measured on two: three quarters of the time that one at a time takes, although
    each grader itself plays as many programs at once; more were no quicker.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


HELP = (  # \b: click leaves the lines of that paragraph as they are
    marked("""\
Grade the submissions of a class: all exercises, or those named, or all of the chapters named.

SUBMISSIONS is a folder with a folder for each student, named after the student: a clone of the kit, or a folder with the exercises'
files in it. Of a submission, the exercises' own files are read, and nothing else. Hidden folders are left out.
"""),
    "\b",
    marked("""\
In --out you find:
  gradebook.csv, canvas.csv, moodle.csv   everybody's points
  results/NAME.json                       each submission's result; `python -m grader.reports` writes it in other formats
  logs/NAME.txt                           what the grader said, where something went wrong
"""),
    marked("""\
Whatever can't be graded is tried once more, alone. Then its result says so, and the others go on: have a look at it by hand.
Ctrl-C ends the grading; what is done by then is kept.

Exit code: 0 everything was graded, 1 some submissions could not be graded, 2 a mistake in the command, 3 the grader itself or its
machine failed, 130 interrupted."""),
)


@click.command("grade-all", help="\n".join(map(translated, HELP)))
@click.argument("submissions", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("Where the results go: a new folder."))
@click.option("--again", is_flag=True, help=say("Remove what an earlier grading left in --out, and grade everybody anew."))
@click.option("--release", type=click.Path(path_type=Path), metavar="DIR", help=say("Grade with this release: its exercises, its points."))
@click.option("--jobs", type=click.IntRange(min=1), default=processors(), show_default=True, help=say("Submissions at a time."))
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    help=say("Time limit for one submission, real time."),
)
@click.option(
    "--box",
    "wanted",
    type=click.Choice([choice.AUTO, *choice.NAMES, choice.NONE]),
    default=choice.AUTO,
    show_default=True,
    help=say("What each program is put into: the strongest box that holds here, or this one, or none."),
)
def grade_all(  # noqa: PLR0913 - click hands over an option each
    submissions: Path, names: tuple[str, ...], *, out: Path, again: bool, release: Path | None, jobs: int, minutes: float, wanted: str
) -> NoReturn:
    """Grade the submissions of a class."""
    found, files = find(submissions)
    kit = kits.released(release, names) if release else kits.this(names)
    box = choose_box(wanted)
    kept = prepare(out, submissions, again=again)
    values = {"submissions": len(found), "exercises": len(kit.entries), "kit": release or say("this kit")}
    print_line(say("Submissions: {submissions}. Exercises: {exercises}, of {kit}.", **values))
    if files:
        print_line(say("Left out, as they are no folders: {files}", files=_some([line(one, 40) for one in files])))
    if any(map(is_packed, files)):
        print_line(say("Some of these are still packed: unpack each into a folder named after its student."))
    _tell_of(box)
    with Progress(Console(highlight=False), len(found)) as progress, Graders.adopting() as graders:
        batch = Batch(Grader(kit, kept, graders, minutes, box.name), kept, progress)
        code = _run_to_its_end(batch, found, jobs)
        with signals.held():
            code = max(_write(kept, batch, found), code)
    _tell(kept, batch, found)
    sys.exit(code)


def _tell_of(box: Box) -> None:
    """Say what the programs are put into, and what that does not hold."""
    if not box.name:
        print_line(say("There is no box: the programs run as you, and can do what you can."))
        return
    print_line(say("Box: {box}. It holds files, the network, and memory.", box=box.label))
    if box.open:
        print_line(say("What a program can do all the same: {things}.", things=listed([*box.open])))


def _run_to_its_end(batch: Batch, found: Sequence[Submission], jobs: int) -> int:
    """Grade everything, as far as it goes. Returns the exit code."""
    try:
        asyncio.run(_interruptible(batch, found, jobs))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return signals.INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - what is done by then is kept, and counts
        complain(say("The grading was broken off: {fault}.", fault=in_words(fault)))
        return FAULTY
    finally:
        signals.install()  # asyncio has taken them
    return FAULTY if batch.faulty else NOT_ALL_GRADED if batch.troubles else ALL_GRADED


async def _interruptible(batch: Batch, found: Sequence[Submission], jobs: int) -> None:
    """Take being told to end, or losing the terminal, like Ctrl-C, unless it is to be ignored (nohup)."""
    task = asyncio.current_task()

    def end() -> None:
        if signals.first() and task:
            task.cancel()

    for number in signals.obeyed():
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(number, end)
    await batch.run(found, jobs)


def _write(kept: Kept, batch: Batch, found: Sequence[Submission]) -> int:
    """Write the gradebooks of what is there. Returns the exit code."""
    try:
        kept.gradebooks([batch.results[one] for one in found if one in batch.results])
    except (OSError, ValueError) as error:
        lost = say("The gradebooks can't be written to {folder}: {fault}.", folder=kept.folder, fault=in_words(error))
        complain(say("{lost} The results are there.", lost=lost))
        return FAULTY
    return ALL_GRADED


def _tell(kept: Kept, batch: Batch, found: Sequence[Submission]) -> None:
    """Print how many were graded, who was not and why, and where the files are."""
    _row(say("graded"), say("{done} of {total}", done=len(batch.results) - len(batch.troubles), total=len(found)))
    if missing := [name(one) for one in found if one not in batch.results]:
        _row(say("interrupted"), say("missing, while the gradebooks hold the others: {names}", names=_some(missing)))
    for submission, reason in batch.troubles.items():
        _row(say("with trouble"), f"{name(submission)}: {line(reason)}")
    for submission, reason in batch.second.items():
        _row(say("tried again"), say("{name} was graded then. At first: {reason}", name=name(submission), reason=line(reason)))
    if empty := [name(one) for one, result in batch.results.items() if all(e.outcome == "missing" for e in result.exercises)]:
        _row(say("nothing found"), _some(empty))
    if boxes := {result.box for result in batch.results.values()} - {""}:
        _row(say("box"), ", ".join(sorted(boxes)))
    logs = ", logs/" if kept.has_logs else ""
    _row(say("files"), f"{line(str(kept.folder), 1000)}: {', '.join(GRADEBOOKS)}, results/{logs}")


def _row(label: str, text: str) -> None:
    print_line(f"{padded(label, 15)}{text}")


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return say("{names}, and {number} more", names=shown, number=len(names) - SHOWN) if len(names) > SHOWN else shown
