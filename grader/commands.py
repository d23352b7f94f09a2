"""What can be typed: `python -m grader COMMAND`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from grader.judge.grading import grade as grade_all
from grader.judge.kit import ROOT, Misuse, choose
from grader.judge.result import encode, schema
from grader.reports import terminal
from grader.reports.progress import Progress

ALL_POINTS, NOT_ALL_POINTS, MISUSE, INTERRUPTED = 0, 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade asyncio exercises, and tell exactly what each program did."""


@main.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--submission", type=click.Path(path_type=Path), default=ROOT / "exercises", help="A folder laid out as exercises/.")
@click.option("--json", "json_file", metavar="FILE", help="Write the result as JSON; - prints it, and nothing else.")
def grade(names: tuple[str, ...], submission: Path, json_file: str | None) -> NoReturn:
    """Grade exercises: all, or those named, or all of the chapters named.

    Exit code: 0 all points, 1 graded but not all points, 2 a mistake in the command.
    """
    quiet = json_file == "-"
    console = Console(stderr=quiet, highlight=False, width=None if sys.stdout.isatty() else 100)
    try:
        entries = choose(names)
        _see_that_it_can_be_written(json_file)
        with Progress(console, [entry.name for entry in entries]) as progress:
            result, interrupted = grade_all(entries, submission, progress.seen)
        if not quiet:  # first: a file that can't be written must not lose it
            terminal.show(result, console, printed=progress.printed if len(entries) == 1 else {})
        if json_file:
            _write(json_file, encode(result))
    except Misuse as mistake:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"grade: {mistake}", markup=False)
        sys.exit(MISUSE)
    if interrupted:
        done = len(result.exercises)
        Console(stderr=True).print(f"Interrupted: {done} of {len(entries)} exercises were graded, at least in part.")
        sys.exit(INTERRUPTED)
    sys.exit(ALL_POINTS if result.points == result.max_points else NOT_ALL_POINTS)


def _see_that_it_can_be_written(file: str | None) -> None:
    """Find out before a grading, not after it. Misuse: it can't be written."""
    if file and file != "-":
        with _told(file), Path(file).open("ab"):
            pass


@contextlib.contextmanager
def _told(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Misuse(f"The result can't be written to {file}: {error.strerror}.") from None


def _write(file: str, data: bytes) -> None:
    """Write a file, or to standard output for `-`. Misuse: it can't be written any more: the disk is full, say."""
    if file == "-":
        sys.stdout.buffer.write(data)
        return
    with _told(file):
        Path(file).write_bytes(data)


@main.command("schema")
def write_schema() -> None:
    """Write the JSON Schema of a result to grader/reports/result.schema.json."""
    path = ROOT / "grader" / "reports" / "result.schema.json"
    path.write_bytes(schema())
    click.echo(f"Wrote {path.relative_to(ROOT)}.")
