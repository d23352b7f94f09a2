"""Grading a whole class: `nox -s grade-all -- SUBMISSIONS --out DIR`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from grader.classroom.cluster.graders import ClusterGraders
from grader.classroom.collect import kits
from grader.classroom.collect.attempts import Grader
from grader.classroom.collect.batch import Batch
from grader.classroom.collect.graders import Graders
from grader.classroom.collect.kept import Kept, prepared
from grader.classroom.collect.progress import NAME, Progress
from grader.classroom.collect.submissions import Submission
from grader.classroom.intake.take_in import TakenIn, taken_in
from grader.classroom.shards import shard as shards
from grader.classroom.shards.shard import Shard
from grader.classroom.store import plan as plans
from grader.classroom.store.plan import Plan, Terms
from grader.classroom.store.store import key
from grader.classroom.store.telling import FAULTY, some, tell, write
from grader.cli import signals
from grader.cli.ending import in_words, reason, told
from grader.cli.streams import complain, print_line
from grader.grading.kit import Misuse
from grader.grading.results.result import Result
from grader.language import listed, marked, say, translated
from grader.reports.text import line
from grader.subjects.box import choice
from grader.subjects.box.trial import Box
from grader.subjects.box.trial import choose as choose_box


def processors() -> int:
    """Count the processors that this process may use.

    So many submissions at a time were the quickest way, measured on two: three quarters of the time that one at a time takes, although
    each grader itself plays as many programs at once; more were no quicker.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


HELP = (  # \b: click leaves the lines of that paragraph as they are
    marked("""\
Grade the submissions of a class: all exercises, or those named, or all of the chapters named.

SUBMISSIONS is a folder with a folder, or an archive, for each student, named after the student: a clone of the kit, or the exercises'
files; or what Canvas, Moodle or Gradescope let you download, unpacked or as it is. Of a submission, the exercises' own files are read,
and nothing else. Hidden folders are left out.
"""),
    "\b",
    marked("""\
In --out you find:
  gradebook.csv, canvas.csv, moodle.csv   everybody's points
  results/NAME.json                       each submission's result; `python -m grader.reports` writes it in other formats
  logs/NAME.txt                           what the grader said, where something went wrong
  results.sqlite                          the store: what is in it is not graded again
"""),
    marked("""\
Whatever can't be graded is tried once more, alone. Then its result says so, and the others go on: have a look at it by hand.
Ctrl-C ends the grading; what is done by then is kept. The same command goes on with it, however it ended; later, it grades whoever is new,
and whoever has changed an exercise's file.

Exit code: 0 everything was graded, 1 some submissions could not be graded, 2 a mistake in the command, 3 the grader itself or its
machine failed, 130 interrupted."""),
)


@dataclass(frozen=True)
class Typed:
    """What was typed."""

    submissions: Path
    names: tuple[str, ...]
    out: Path
    again: bool
    regrade: tuple[str, ...]
    shard: Shard
    release: Path | None
    roster: Path | None
    jobs: int
    minutes: float
    box: str
    workers: int | None
    scheduler: str | None


@click.command("grade-all", help="\n".join(map(translated, HELP)))
@click.argument("submissions", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("Where the results go."))
@click.option("--again", is_flag=True, help=say("Remove what an earlier grading left in --out, and grade everybody anew."))
@click.option(
    "--regrade",
    multiple=True,
    metavar="NAME|changed|troubled|all",
    help=say("Grade these anew, too, and keep the rest (can be given more than once)."),
)
@click.option(
    "--shard", default="", metavar="K/N", callback=shards.typed, help=say("Grade one part of so many, 3/20 say; merge puts them together.")
)
@click.option("--release", type=click.Path(path_type=Path), metavar="DIR", help=say("Grade with this release: its exercises, its points."))
@click.option("--jobs", type=click.IntRange(min=1), default=processors(), show_default=True, help=say("Submissions at a time."))
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help=say("Who is in the class: as Canvas, Moodle … export it."))
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    help=say("Time limit for one submission, real time."),
)
@click.option(
    "--box",
    type=click.Choice([choice.AUTO, *choice.NAMES, choice.NONE]),
    default=choice.AUTO,
    show_default=True,
    help=say("What each program is put into: the strongest box that holds here, or this one, or none."),
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help=say("Start a Dask cluster of N workers here, and let it grade."))
@click.option("--scheduler", metavar="ADDRESS", help=say("Let the Dask cluster of this scheduler grade."))
def grade_all(**words: Any) -> NoReturn:
    """Grade the submissions of a class."""
    typed = Typed(**words)
    taken = click.get_current_context().with_resource(taken_in(typed.submissions, typed.roster))  # until the command has ended
    found = taken.found
    kit = kits.released(typed.release, typed.names) if typed.release else kits.this(typed.names)
    box = choose_box(typed.box)
    terms = Terms.of(kit, box.label or choice.NONE)
    mine = [one for one in found if typed.shard.has(key(one))]
    with prepared(typed.out, outside=[typed.submissions], again=typed.again) as kept:
        plan = _begin(kept, terms, typed, taken)
        values = {"submissions": len(found), "exercises": len(kit.entries), "kit": typed.release or say("this kit")}
        print_line(say("Submissions: {submissions}. Exercises: {exercises}, of {kit}.", **values))
        _tell_the_plan(plan, typed.shard, len(mine))
        for sentence in taken.told():
            print_line(sentence)
        _tell_of(box)
        with Progress(Console(highlight=False), len(mine), len(plan.done)) as progress, Graders.adopting() as graders:
            batch = Batch(Grader(kit, kept, graders, typed.minutes, box.name), kept, progress, terms)
            code = _run_to_its_end(batch, plan, typed, kit)
            with signals.held():
                code = max(_end(kept, batch, mine, _book(taken, batch, typed.shard, kit)), code)
        tell(kept, batch.tally, mine, say("interrupted"))
    sys.exit(code)


def _tell_of(box: Box) -> None:
    """Say what the programs are put into, and what that does not hold."""
    if not box.name:
        print_line(say("There is no box: the programs run as you, and can do what you can."))
        return
    print_line(say("Box: {box}. It holds files, the network, and memory.", box=box.label))
    if box.open:
        print_line(say("What a program can do all the same: {things}.", things=listed([*box.open])))


def _begin(kept: Kept, terms: Terms, typed: Typed, taken: TakenIn) -> Plan:
    """Tell what is done already, and put it where it belongs. Misuse: the store is about something else."""
    try:
        asked = plans.Asked(typed.submissions.resolve(), typed.shard, typed.regrade, taken.absent)
        plan = plans.begin(kept.store, terms, asked, taken.found)
        for stem in plan.gone:
            kept.remove(stem)
        for submission, (row, _) in list(plan.done.items()):
            try:
                kept.restore(submission, row)
            except (ValueError, TypeError):
                plan.give_up(submission)
    except OSError as error:
        why = reason(error)
        raise told(say("The results can't be written to {folder}: {reason}.", folder=kept.folder, reason=why), error) from None
    return plan


def _tell_the_plan(plan: Plan, shard: Shard, mine: int) -> None:
    """Say which part of the class it is, and what of it is there already."""
    if str(shard):
        print_line(say("Shard {shard}: {number} of these.", shard=shard, number=mine))
    if plan.goes_on:
        again = len(plan.once_more) + plan.asked + plan.damaged
        counts = {"done": len(plan.done), "new": plan.new, "changed": plan.changed, "again": again}
        print_line(say("Done before: {done}. New: {new}. Changed: {changed}. To be graded again: {again}.", **counts))
    if troubled := sum(bool(row.reason) for row, _ in plan.done.values()):
        print_line(say("With trouble before: {number}. To grade these anew: --regrade troubled", number=troubled))
    if plan.damaged:
        print_line(say("Damaged in the store, so graded again: {number}.", number=plan.damaged))
    if plan.gone:
        print_line(say("Not there any more, so left out of the gradebooks: {names}", names=some([line(one, NAME) for one in plan.gone])))


def _book(taken: TakenIn, batch: Batch, shard: Shard, kit: kits.Kit) -> list[Result]:
    """List what the gradebooks tell: whoever is done, and whoever of this shard handed in nothing."""
    absent = {name: why for name, why in taken.absent.items() if shard.has(name)}
    return replace(taken, absent=absent).book(batch.tally.results, kit.ungraded)


def _end(kept: Kept, batch: Batch, mine: Sequence[Submission], book: Sequence[Result]) -> int:
    """Write the gradebooks, and note that all of it is done. Returns the exit code."""
    if len(batch.tally.results) == len(mine):
        with contextlib.suppress(OSError):  # then the same words begin anew what they ask for
            kept.store.note("regrade", "")
    return write(kept, book)


def _run_to_its_end(batch: Batch, plan: Plan, typed: Typed, kit: kits.Kit) -> int:
    """Grade everything, as far as it goes. Returns the exit code. Misuse: there is no such cluster."""
    for submission, (row, result) in plan.done.items():
        batch.tally.restore(submission, row, result)
    try:
        asyncio.run(_interruptible(batch, plan, typed, kit))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return signals.INTERRUPTED
    except Misuse:
        raise
    except Exception as fault:  # noqa: BLE001 - what is done by then is kept, and counts
        complain(say("The grading was broken off: {fault}.", fault=in_words(fault)))
        return FAULTY
    finally:
        signals.install()  # asyncio has taken them
    return batch.tally.code


async def _interruptible(batch: Batch, plan: Plan, typed: Typed, kit: kits.Kit) -> None:
    """Take being told to end, or losing the terminal, like Ctrl-C, unless it is to be ignored (nohup)."""
    task = asyncio.current_task()

    def end() -> None:
        if signals.first() and task:
            task.cancel()

    for number in signals.obeyed():
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(number, end)
    if not (typed.scheduler or typed.workers):
        await batch.run(plan, typed.jobs)
        return
    async with ClusterGraders.running(typed.scheduler, typed.workers or 0, kit.root) as cluster:
        batch.grade_with(cluster)
        await batch.run(plan, cluster.places * 2)  # so that none of them has to wait for us
