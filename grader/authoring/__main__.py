"""What authors can type: `python -m grader.authoring COMMAND`; noxfile.py has a session for each."""

from __future__ import annotations

import sys

import click

from grader.authoring import check as checking
from grader.authoring import new as making
from grader.judge.kit import ROOT, Misuse, choose

FINE, LACKING, MISUSE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Write exercises: see CONTRIBUTING.md."""


@main.command()
@click.argument("path", metavar="CHAPTER/NAME")
@click.option("--title", help="What learners read in the report; it stands in exercises/kit.toml.")
def new(path: str, title: str | None) -> None:
    """Make all files of a new exercise, from a template that already runs."""
    for made in making.make(path, title):
        click.echo(f"made     {made.relative_to(ROOT)}")
    name = path.rpartition("/")[2]
    click.echo(f"What each of them is to become: CONTRIBUTING.md. What is still missing: nox -s check -- {name}")


@main.command()
@click.argument("names", nargs=-1, metavar="[EXERCISE|CHAPTER]...")
@click.option("--update", is_flag=True, help="First note the stubs and record the references as they are now.")
@click.option("-v", "--verbose", is_flag=True, help="Tell also what every labelled submission was told.")
def check(names: tuple[str, ...], *, update: bool, verbose: bool) -> None:
    """Say what exercises still lack, and which labelled submissions are misjudged: all, or those named."""
    entries = choose(names)
    if update:
        checking.update()
    lacking = [entry.name for entry in entries if not checking.report(entry, verbose=verbose)]
    if len(entries) > 1:
        click.echo(f"{len(entries)} exercises; not finished: {', '.join(lacking) or 'none'}")
    sys.exit(LACKING if lacking else FINE)


if __name__ == "__main__":
    try:
        main(prog_name="python -m grader.authoring")
    except Misuse as mistake:
        click.echo(str(mistake), err=True)
        sys.exit(MISUSE)
