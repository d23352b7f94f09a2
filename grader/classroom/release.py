"""`release`: make a learner's copy, check one, bring one up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from grader.classroom import bundles, repository, update
from grader.classroom.choice import LANGUAGES, Choice, Flavour, made
from grader.classroom.contents import learners_copy
from grader.judge import pin
from grader.judge.kit import Misuse, kit_version

CHANGED = 1
FOLDER = click.Path(path_type=Path, file_okay=False)
FLAVOURS = [one for one in get_args(Flavour) if one]
CLASSROOM = "A workflow as GitHub Classroom's: with partial points, or with its own command grader, which gives all or nothing."
NOT_WITH = ("names", "exercises", "points", "title", "lang", "out", "gradescope", "classroom50", "classroom")


@click.command()
@click.option("--out", type=FOLDER, metavar="DIR", help="Where to make it: a new folder, which becomes a git repository of one commit.")
@click.option("--exercises", multiple=True, metavar="NAME|CHAPTER ...", help="Which exercises, or all of which chapters (default: all).")
@click.option("--points", multiple=True, metavar="NAME=20 ...", help="What an exercise, or each of a chapter, is worth: 10 or more.")
@click.option("--title", default="awaitlings", help="What learners read at the top.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="The language of the first page; the other one is beside it.")
@click.option("--classroom", type=click.Choice(FLAVOURS), help=CLASSROOM)
@click.option("--gradescope", is_flag=True, help="Also make DIR-gradescope.zip, an autograder for Gradescope.")
@click.option("--classroom50", is_flag=True, help="Also make DIR-classroom50, an autograder for Classroom 50.")
@click.option("--check", type=FOLDER, metavar="DIR", help="Instead: say which of the kit's files a copy has changed. Exit code 1, if any.")
@click.option("--release", "handed_out", type=FOLDER, metavar="DIR", help="With --check: what to compare with (default: DIR's own list).")
@click.option("--update", "old", type=FOLDER, metavar="DIR", help="Instead: bring a copy to this kit; the learner's work is left alone.")
@click.argument("names", nargs=-1, metavar="")
def release(check: Path | None, handed_out: Path | None, old: Path | None, **words: Any) -> NoReturn:
    """Make a learner's copy: exercises to hand out as a repository, without solutions."""
    if check or old:
        _see_that_it_is_alone(check, old)
        sys.exit(_check(check, handed_out) if check else _update(old or Path()))
    if handed_out:
        raise Misuse("--release goes with --check DIR: it says what to compare with.")
    if words["out"] is None:
        raise Misuse("Say where to make it: nox -s release -- --out ../week3")
    names = [*words["exercises"], *(name for name in words["names"] if "=" not in name)]
    worth = [*words["points"], *(name for name in words["names"] if "=" in name)]
    choice = made(names, worth, words["title"], words["lang"], words["classroom"] or "")
    _make(choice, words["out"].resolve(), gradescope=words["gradescope"], classroom50=words["classroom50"])
    sys.exit(0)


def _see_that_it_is_alone(check: Path | None, old: Path | None) -> None:
    context = click.get_current_context()
    given = [name for name in NOT_WITH if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]
    if (check and old) or [name for name in given if context.params.get(name)]:
        raise Misuse("--check DIR and --update DIR stand alone: a copy knows of what it was made.")


def _make(choice: Choice, out: Path, *, gradescope: bool, classroom50: bool) -> None:
    files = learners_copy(choice)
    archive, folder = (out.with_name(f"{out.name}-{platform}") for platform in ("gradescope.zip", "classroom50"))
    for path in [archive] * gradescope + [folder] * classroom50:
        if path.exists():
            raise Misuse(f"{path} is there already. Remove it, or name another --out.")
    commit = repository.make(out, files, f"{choice.title}: {_count(choice)}")
    click.echo(f"Made {out}: {_count(choice)}.")
    click.echo(f"Kit {kit_version()}, release {_id(files[pin.FILE])}, commit {commit}.")
    if gradescope:
        click.echo(f"Made {bundles.gradescope(files, archive)}: upload it to Gradescope.")
    if classroom50:
        click.echo(f"Made {bundles.classroom50(files, folder)}: copy its contents to CLASSROOM/autograders/ASSIGNMENT/.")
    click.echo("How to hand it out: grader/classroom/README.md. Try it as a learner would: nox -s grade, in that folder.")


def _count(choice: Choice) -> str:
    number = len(choice.entries)
    return f"{number} exercise{'s' if number > 1 else ''}, {choice.points} points"


def _check(copy: Path, handed_out: Path | None) -> int:
    found = pin.differences(copy, handed_out or copy)
    click.echo(f"{copy}: {_of(copy)}; compared with {handed_out or 'its own list (with a release of yours: --release DIR)'}.")
    for difference in found:
        click.echo(f"  {difference}")
    click.echo(f"{len(found)} of the kit's files differ." if found else "All of the kit's files are as they were handed out.")
    return CHANGED if found else 0


def _update(copy: Path) -> int:
    before = _of(copy)
    for line in update.update(copy):
        click.echo(f"  {line}")
    click.echo(f"{copy}: from {before} to {_of(copy)}. Look at it, and commit it.")
    return 0


def _of(copy: Path) -> str:
    return f"kit {pin.read(copy).kit_version}, release {_id((copy / pin.FILE).read_bytes())}"


def _id(data: bytes) -> str:
    """A release's short name: two copies with the same one have the same files of the kit."""
    return pin.digest(data)[:12]
