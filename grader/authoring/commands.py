"""What authors can type: `python -m grader.authoring COMMAND`; noxfile.py has a session for each."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from grader.authoring import check as checking
from grader.authoring import kinds
from grader.authoring import new as making
from grader.cli import typed
from grader.cli.streams import print_line
from grader.grading.kit import ROOT, choose
from grader.language import ENGLISH, speak
from grader.language import languages as known_languages

FINE, LACKING = 0, 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Write exercises: see CONTRIBUTING.md."""


@commands.command()
@click.argument("path", metavar="CHAPTER/NAME")
@click.option("--title", help="What learners read in the report; it stands in exercises/kit.toml.")
def new(path: str, title: str | None) -> None:
    """Make all files of a new exercise, from a template that already runs."""
    for made in making.make(path, title):
        print_line(f"made     {made.relative_to(ROOT)}")
    name = path.rpartition("/")[2]
    print_line(f"What each of them is to become: CONTRIBUTING.md. What is still missing: nox -s check -- {name}")


@commands.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--update", is_flag=True, help="First note the stubs and record the references as they are now.")
@click.option("-v", "--verbose", is_flag=True, help="Tell also what every labelled submission was told.")
def check(names: tuple[str, ...], *, update: bool, verbose: bool) -> None:
    """Say what exercises still lack, and which labelled submissions are misjudged: all, or those named."""
    entries = choose(names)
    if update:
        checking.update()
    lacking = [entry.name for entry in entries if not checking.report(entry, verbose=verbose)]
    for line in ["", *kinds.table(entries)]:
        print_line(line)
    if len(entries) > 1:
        print_line(f"{len(entries)} exercises; not finished: {', '.join(lacking) or 'none'}")
    sys.exit(LACKING if lacking else FINE)


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
def translate(languages: tuple[str, ...]) -> None:
    """Bring catalogues of translations into step with what the kit says, and compile them: those there are, or a new one."""
    from grader.authoring import translate as catalogues  # noqa: PLC0415 - it needs Babel, which only authors have

    lacking = [catalogues.report(name) for name in languages or known_languages()[1:]]
    sys.exit(LACKING if any(lacking) else FINE)


def main(words: Sequence[str]) -> int:
    """Do what was typed. Returns the exit code."""
    speak(ENGLISH)  # what is recorded of references is the same on every author's machine
    return typed.run(commands, words, "python -m grader.authoring")
