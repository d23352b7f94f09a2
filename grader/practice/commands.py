"""What learners can type besides `grade`: `python -m grader.practice COMMAND`; noxfile.py has a session for each."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from rich.console import Console
from rich.markdown import Markdown

from grader.cli import typed
from grader.cli.streams import complain, print_line
from grader.cli.typed import spoken
from grader.grading.intake import stubs
from grader.grading.kit import Entry, Misuse, choose, exercises
from grader.language import say
from grader.practice import explain as explaining
from grader.practice import hints, notes, path
from grader.practice import reset as resetting
from grader.practice.graded import graded
from grader.reports.content import following
from grader.reports.terminal import console

FINE, LEFT_ALONE = 0, 1


@click.group(help=say("Practise: save and see, hints, the next exercise."), context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Practise."""


@commands.command(help=say("Grade an exercise each time it is saved, until q or Ctrl-C. Its keys are listed below each verdict."))
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--poll", is_flag=True, help=say("Look for changes again and again: for network drives, which tell of none."))
@click.option("--page", is_flag=True, help=say("Show the page as well, live in a browser on this machine."))
@spoken
def watch(names: tuple[str, ...], *, poll: bool, page: bool) -> None:
    """Watch."""
    from grader.practice.watch.session import watch as run  # noqa: PLC0415 - only here is watchfiles needed

    sys.exit(run(choose(names), poll=poll, page=page))


@commands.command("list", help=say("List all exercises: level, points, how far each has come, and where to go on."))
@spoken
def list_all() -> None:
    """List all exercises."""
    mine = notes.read(complain)
    path.show(graded(exercises(), mine, console()), mine, console())


@commands.command("next", help=say("Say where to go on, and what to read first."))
@spoken
def show_next() -> None:
    """Say where to go on."""
    result = graded(exercises(), notes.read(complain), console())
    found = following(result.exercises)
    told = path.introduction(_one((found.name,))) if found else []
    for line in [*told, path.where(result.exercises)]:
        print_line(line)


@commands.command(help=say("Give a hint, one more each time: a nudge, where to look, what to read."))
@click.argument("names", nargs=-1, metavar="EXERCISE")
@spoken
def hint(names: tuple[str, ...]) -> None:
    """Give a hint."""
    entry, mine, shown = _one(names), notes.read(complain), console()
    for line in hints.hint(entry, graded([entry], mine, shown), mine, shown.width):
        print_line(line)


@commands.command(help=say("Put an exercise's stub back as it was handed out; a copy of what was written is kept."))
@click.argument("names", nargs=-1, metavar="EXERCISE")
@click.option("--yes", is_flag=True, help=say("Don't ask."))
@spoken
def reset(names: tuple[str, ...], *, yes: bool) -> None:
    """Put a stub back."""
    entry = _one(names)
    if resetting.untouched(entry):
        print_line(say("{file} is the stub already.", file=f"exercises/{entry.path}"))
        return
    stubs.handed_out(entry)
    if not yes and not _agreed(resetting.question(entry)):
        print_line(say("Nothing was changed."))
        sys.exit(LEFT_ALONE)
    print_line(resetting.reset(entry))


@commands.command(help=say("Explain a kind of mistake; or list them all."))
@click.argument("kind", default="", metavar="[KIND]")
@spoken
def explain(kind: str) -> None:
    """Explain."""
    if not kind:
        for line in explaining.overview():
            print_line(line)
        return
    show_page(explaining.page(kind), console())


def show_page(text: str, shown: Console) -> None:
    """Show a page: as it is written, or set for a terminal."""
    if shown.is_terminal:
        shown.print(Markdown(text))
    else:
        print_line(text.rstrip())


def _agreed(question: str) -> bool:
    """Ask for yes or no; whatever is no yes is a no."""
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    try:
        answer = sys.stdin.readline() if sys.stdin else ""
    except (OSError, ValueError):
        answer = ""
    if not answer.endswith("\n"):
        print_line("")
    return answer.strip().lower() in ("y", "yes")


def _one(names: Sequence[str]) -> Entry:
    """Find the one exercise that was named. Misuse: none was, or more than one."""
    if not names:
        raise Misuse(say("Name an exercise, as in: {name}. All of them: nox -s list", name=exercises()[0].name))
    found = choose(tuple(names))
    if len(found) != 1:
        raise Misuse(say("Name one exercise, not a chapter or several."))
    return found[0]


def main(words: Sequence[str]) -> int:
    """Do what was typed. Returns the exit code."""
    return typed.run(commands, words, "python -m grader.practice")
