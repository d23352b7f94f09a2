"""What can be typed: `python -m grader COMMAND`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from grader.judge.encoding import encode, schema
from grader.judge.grading import grade as grade_all
from grader.judge.kit import ROOT, Misuse, choose
from grader.judge.pin import differences
from grader.judge.result import Result, decode
from grader.reports import terminal
from grader.reports.formats import FORMATS, wish, write_all
from grader.reports.progress import Progress

ALL_POINTS, NOT_ALL_POINTS, MISUSE, FAULTY, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade asyncio exercises, and tell exactly what each program did."""


@main.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--submission", type=click.Path(path_type=Path), help="What to grade: a clone, or a folder laid out as exercises/ (default).")
@click.option("--json", "json_file", metavar="FILE", help="Write the result as JSON; - prints it, and nothing else.")
@click.option(
    "--format", "wishes", metavar="NAME:FILE", multiple=True, help=f"Write the result in other formats, too: {', '.join(FORMATS)}."
)
@click.option("--student", default="", metavar="NAME", help="Whose submission it is: told in the result, and in a gradebook.")
@click.option("--copy", type=click.Path(path_type=Path), help="A learner's copy: grade it, and say which of the kit's files differ there.")
@click.option("--final", is_flag=True, help="The teacher's own grading: its result is not called provisional.")
def grade(json_file: str | None, wishes: tuple[str, ...], **words: Any) -> NoReturn:
    """Grade exercises: all, or those named, or all of the chapters named.

    Exit code: 0 all points, 1 graded but not all points, 2 a mistake in the command, 3 the grader itself failed.
    """
    try:
        result, code = _grade(Asked(wishes=(*([f"json:{json_file}"] if json_file else []), *wishes), **words))
    except Misuse as mistake:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"grade: {mistake}", markup=False)
        sys.exit(MISUSE)
    if result.error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(result.error, markup=False)
    sys.exit(code)


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    names: tuple[str, ...]
    submission: Path | None
    wishes: tuple[str, ...]
    student: str
    copy: Path | None
    final: bool

    @property
    def folder(self) -> Path:
        """What to grade. Misuse: two things were named."""
        if self.copy and self.submission:
            raise Misuse("--copy names what to grade; leave --submission out.")
        return self.submission or self.copy or ROOT / "exercises"

    @property
    def quiet(self) -> bool:
        """Whether standard output is taken by a report."""
        return "-" in self.files

    @property
    def files(self) -> list[str]:
        """Where the result is to be written. Misuse: something else than formats and files were named."""
        return [file for _, file in map(wish, self.wishes)]


def _grade(asked: Asked) -> tuple[Result, int]:
    """Grade, and write what is to be written. Returns the result, and the exit code. Misuse: it can't be done as asked."""
    console = Console(stderr=asked.quiet, highlight=False, width=None if sys.stdout.isatty() else 100)
    entries = choose(asked.names)
    for file in asked.files:
        _see_that_it_can_be_written(file)
    changed = differences(asked.copy) if asked.copy else []
    with Progress(console, [entry.name for entry in entries]) as progress:
        result, interrupted = grade_all(entries, asked.folder, progress.seen)
    result = replace(result, submission=asked.student, changed=changed, provisional=not asked.final)
    if not asked.quiet:  # first: a file that can't be written must not lose it
        terminal.show(result, console, printed=progress.printed if len(entries) == 1 else {})
    if asked.wishes:
        write_all(decode(encode(result)), asked.wishes)
    if result.error:
        return result, INTERRUPTED if interrupted else FAULTY
    return result, ALL_POINTS if result.points == result.max_points else NOT_ALL_POINTS


def _see_that_it_can_be_written(file: str) -> None:
    """Find out before a grading, not after it; leave no file behind. Misuse: it can't be written."""
    if file != "-":
        path = Path(file)
        there = path.exists()
        try:
            path.open("ab").close()
        except OSError as error:
            raise Misuse(f"The result can't be written to {file}: {error.strerror}.") from None
        if not there:
            path.unlink()


@main.command("schema")
def write_schema() -> None:
    """Write the JSON Schema of a result to grader/reports/result.schema.json."""
    path = ROOT / "grader" / "reports" / "result.schema.json"
    path.write_bytes(schema())
    click.echo(f"Wrote {path.relative_to(ROOT)}.")
