"""What can be typed: `python -m grader COMMAND`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.text import Text

from grader.cli import signals, typed
from grader.cli.ending import FAULTY, MISUSE, Told, in_words, reason, told
from grader.cli.streams import complain
from grader.cli.typed import spoken
from grader.grading.grader import Seen, Way
from grader.grading.intake import stubs
from grader.grading.intake.misplaced import is_packed
from grader.grading.kept_plays import KeptPlays, folder_for
from grader.grading.kit import ROOT, Entry, Misuse, choose, kit_version
from grader.grading.pin import differences
from grader.grading.results.result import FAULT, Result, as_text, decode, not_graded, total
from grader.grading.results.result_json import encode, schema
from grader.grading.run import grade as run
from grader.language import say, translated
from grader.reports import terminal
from grader.reports.formats import FORMATS, wish, write_all
from grader.reports.progress import Progress
from grader.reports.timeline import kept as timelines
from grader.subjects.choice import NAMES, VARIABLE
from grader.subjects.host import choose as choose_host

ALL_POINTS, NOT_ALL_POINTS = 0, 1


@click.group(
    help=say("Grade asyncio exercises, and tell exactly what each program did."),
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=say("doctor: say what this machine has, and what is missing."),
)
def commands() -> None:
    """Grade asyncio exercises, and tell exactly what each program did."""


def main(words: Sequence[str]) -> int:
    """Do what was typed. Returns the exit code."""
    return typed.run(commands, words, "python -m grader")


@commands.command(
    help=say(
        "Grade exercises: all, or those named, or all of the chapters named.\n\nExit code: 0 all points, 1 graded but not all points, "
        "2 a mistake in the command, 3 the grader itself or its machine failed, 130 interrupted."
    )
)
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option(
    "--submission", type=click.Path(path_type=Path), help=say("What to grade: a clone, or a folder laid out as exercises/ (default).")
)
@click.option("--json", "json_file", metavar="FILE", help=say("Write the result as JSON; - prints it, and nothing else."))
@click.option(
    "--html",
    "html_file",
    metavar="FILE",
    help=say("Write the result as a page, with a timeline for each check, to be read in a browser."),
)
@click.option(
    "--format",
    "wishes",
    metavar="NAME:FILE",
    multiple=True,
    help=say("Write the result in other formats, too: {formats}.", formats=", ".join(FORMATS)),
)
@click.option("--student", default="", metavar="NAME", help=say("Whose submission it is: told in the result, and in a gradebook."))
@click.option(
    "--copy", type=click.Path(path_type=Path), help=say("A learner's copy: grade it, and say which of the kit's files differ there.")
)
@click.option("--fresh", is_flag=True, help=say("Play everything anew, each play in a process of its own: slower, and the same result."))
@click.option("--host", type=click.Choice(NAMES), help=say("How processes are started: fork (Linux, macOS) or portable (any system)."))
@click.option("--final", is_flag=True, help=say("The teacher's own grading: its result is not called provisional."))
@click.option("-v", "--verbose", is_flag=True, help=say("Show every check of every exercise."))
@spoken
def grade(json_file: str | None, html_file: str | None, wishes: tuple[str, ...], **words: Any) -> NoReturn:
    """Grade exercises."""
    try:
        named = [f"{name}:{file}" for name, file in (("json", json_file), ("html", html_file)) if file]
        code = _grade(Asked(wishes=(*named, *wishes), **words))
    except Misuse as mistake:
        complain(say("grade: {problem}", problem=mistake))
        sys.exit(MISUSE)
    sys.exit(code)


@commands.command(help=say("Draw what ran when, over what the reference does: of the first check that failed, or of a scenario."))
@click.argument("name", metavar="EXERCISE")
@click.argument("scenario", default="", metavar="[SCENARIO]")
@click.option(
    "--submission", type=click.Path(path_type=Path), help=say("What to grade: a clone, or a folder laid out as exercises/ (default).")
)
@spoken
def timeline(name: str, scenario: str, submission: Path | None) -> NoReturn:
    """Draw what ran when, over what the reference does: of the first check that failed, or of a scenario."""
    console = terminal.console()
    asked = Asked((name,), submission, (), "", copy=None, final=False, fresh=False, host=None)
    result, _ = _graded(choose((name,))[:1], asked.folder, asked.way(lambda *_: None))
    for text in timelines.shown(result, scenario, console.width):
        console.print(Text(text), no_wrap=True, overflow="ellipsis", crop=True)
    sys.exit(FAULTY if result.error else ALL_POINTS)


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    names: tuple[str, ...]
    submission: Path | None
    wishes: tuple[str, ...]
    student: str
    copy: Path | None
    final: bool
    fresh: bool
    host: str | None
    verbose: bool = False

    @property
    def folder(self) -> Path:
        """What to grade. Misuse: two things were named, or an archive."""
        if self.copy and self.submission:
            raise Misuse(say("--copy names what to grade; leave --submission out."))
        folder = self.submission or self.copy or ROOT / "exercises"
        if is_packed(folder.name) and not folder.is_dir():
            raise Misuse(say("{folder} is still packed: unpack it, and name the folder.", folder=folder))
        return folder

    def way(self, seen: Seen) -> Way:
        """How to grade. What a learner's program could have written is no part of a final grading. NoHost: it can't be done so here."""
        another_host = self.host or os.environ.get(VARIABLE)  # whoever names one wants to see what that does
        folder = None if self.fresh or self.final or self.copy or another_host else folder_for()
        return Way(fresh=self.fresh, kept=KeptPlays(folder), seen=seen, host=choose_host(self.host))

    @property
    def quiet(self) -> bool:
        """Whether standard output is taken by a report."""
        return "-" in self.files

    @property
    def files(self) -> list[str]:
        """Where the result is to be written. Misuse: something else than formats and files were named."""
        return [file for _, file in map(wish, self.wishes)]


def _grade(asked: Asked) -> int:
    """Grade, and write what is to be written. Returns the exit code. Misuse: it can't be done as asked."""
    console = terminal.console(stderr=asked.quiet)
    entries, folder = choose(asked.names), asked.folder
    for file in asked.files:
        _see_that_it_can_be_written(file)
    changed, lack = _compared(asked.copy)
    with Progress(console, [entry.name for entry in entries]) as progress:
        result, interrupted = _graded(entries, folder, asked.way(progress.seen))
    result = replace(
        result, submission=as_text(asked.student), changed=changed, provisional=not asked.final, error=f"{result.error} {lack}".strip()
    )
    with signals.held():
        problems = write_all(decode(encode(result)), asked.wishes) if asked.wishes else []
    if not asked.quiet:  # last: whatever happens to a terminal, the files are there
        terminal.show(result, console, terminal.Wish(asked.verbose, progress.printed if len(entries) == 1 else {}))
    for problem in ([result.error] if result.error else []) + [say("grade: {problem}", problem=problem) for problem in problems]:
        complain(problem)
    if interrupted:
        return signals.INTERRUPTED
    return FAULTY if result.error or problems else ALL_POINTS if result.points == result.max_points else NOT_ALL_POINTS


def _graded(entries: list[Entry], folder: Path, way: Way) -> tuple[Result, bool]:
    """Grade. Returns the result, and whether it was broken off. Whatever fails is told in the result; Misuse is raised."""
    try:
        stubs.known()
        return run(entries, folder, way)
    except Misuse:
        raise
    except KeyboardInterrupt:
        error = say("Interrupted: nothing was graded.")
        return total([not_graded(entry, error) for entry in entries], kit_version(), error=error), True
    except Exception as fault:  # noqa: BLE001 - nobody knows what else a machine can do
        failed = say("The grader itself failed ({fault}).", fault=in_words(fault))
        error = str(fault) if isinstance(fault, Told) else f"{failed} {translated(FAULT)}"
        return total([not_graded(entry, error) for entry in entries], kit_version(), error=error), False


def _compared(copy: Path | None) -> tuple[list[str], str]:
    """Say which of the kit's files differ in a copy, and why that can't be said. Misuse: it is no copy."""
    try:
        return (differences(copy) if copy else []), ""
    except Misuse:
        raise
    except (Told, OSError) as fault:
        return [], say("It could not be found out which of the kit's files differ: {fault}.", fault=in_words(fault))


def _see_that_it_can_be_written(file: str) -> None:
    """Find out before a grading, not after it; leave no file behind. Told: it can't be written."""
    if file != "-":
        path = Path(file)
        try:
            there = path.exists()
            path.open("ab").close()
            if not there:
                path.unlink()
        except OSError as error:
            raise told(say("The result can't be written to {file}: {reason}.", file=file, reason=reason(error)), error) from None


@commands.command("schema", help=say("Write the JSON Schema of a result to grader/reports/result.schema.json."))
def write_schema() -> None:
    """Write the JSON Schema of a result."""
    path = ROOT / "grader" / "reports" / "result.schema.json"
    path.write_bytes(schema())
    click.echo(say("Wrote {file}.", file=path.relative_to(ROOT)))
