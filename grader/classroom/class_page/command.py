"""The class page at the command line: `nox -s class-page -- RESULTS`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from grader.classroom.class_page.facts import copies, folder
from grader.classroom.class_page.facts.learners import Class, read
from grader.classroom.class_page.page import page
from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.cli.streams import complain, print_line
from grader.cli.typed import spoken
from grader.grading.kit import Misuse
from grader.language import count, say
from grader.reports.text import line

SHOWN = 5  # results that can't be read


@click.command(
    "class-page",
    help=say(
        "Write one page on a whole class, for the teacher: what to discuss, scores, who has what, groups of the same mistake, programs "
        "that are nearly the same, and a section for each learner.\n\nRESULTS is the folder that grade-all was given as --out."
    ),
)
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--submissions", type=click.Path(path_type=Path), metavar="DIR", help=say("The folder that was graded: with it, programs are compared.")
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=say("The page (default: class.html in RESULTS)."))
@click.option(
    "--similarity-folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=say("Also write a folder that Dolos and JPlag read as it is: the programs, and the stubs as what was given."),
)
@spoken
def class_page(results: Path, submissions: Path | None, out: Path | None, similarity_folder: Path | None) -> None:
    """Write the class page."""
    if similarity_folder and not submissions:
        raise Misuse(say("--similarity-folder needs the programs: add --submissions DIR, the folder that was graded."))
    everybody = _read(results, submissions)
    for problem in everybody.unread[:SHOWN]:
        complain(problem)
    path = out or results / "class.html"
    _write(path, page(everybody, copies.compared(everybody) if submissions else None))
    learners = count("{number} learner", "{number} learners", number=len(everybody.learners))
    print_line(say("{learners}. The page: {path}", learners=learners, path=line(str(path), 1000)))
    if similarity_folder:
        _write_folder(everybody, similarity_folder)


def _read(results: Path, submissions: Path | None) -> Class:
    """Read the class; a terminal is told how far that is, since hundreds of learners take minutes."""
    with Console(stderr=True).status("") as status:
        return read(
            results, submissions, lambda number: status.update(count("{number} result read", "{number} results read", number=number))
        )


def _write(path: Path, text: str) -> None:
    """Write the page. Told: it can't be written."""
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise told(say("The page can't be written: {path}: {reason}.", path=line(str(path), 1000), reason=reason(error)), error) from None


def _write_folder(everybody: Class, path: Path) -> None:
    number = folder.write(everybody, path)
    told_ = count("{number} program", "{number} programs", number=number)
    print_line(say("{programs}, an exercise a folder: {path}", programs=told_, path=line(str(path), 1000)))
    print_line(say("In an exercise's folder: {dolos}", dolos="dolos run -l python -i template/EXERCISE.py info.csv"))
    print_line(say("Beside it: {jplag}", jplag="jplag -l python3 -bc EXERCISE/template EXERCISE"))
