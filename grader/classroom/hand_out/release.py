"""`release`: make a learner's copy, check one, bring one up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from grader.classroom.hand_out import bundles, repository, update
from grader.classroom.hand_out.choice import LANGUAGES, Choice, Flavour, made
from grader.classroom.hand_out.contents import learners_copy
from grader.cli.streams import print_line
from grader.grading import pin
from grader.grading.kit import STAGES, Misuse, kit_version
from grader.language import count, say

CHANGED = 1
FOLDER = click.Path(path_type=Path, file_okay=False)
FLAVOURS = [one for one in get_args(Flavour) if one]
CLASSROOM = say("A workflow as GitHub Classroom's: with partial points, or with its own command grader, which gives all or nothing.")
STAGED = say(
    "Which stages count, of: {stages} (default: all). The others' checks are not made, and the points are shared out anew.",
    stages=", ".join(STAGES),
)
NOT_WITH = ("names", "exercises", "points", "stages", "title", "lang", "out", "gradescope", "classroom50", "classroom")


@click.command(help=say("Make a learner's copy: exercises to hand out as a repository, without solutions."))
@click.option(
    "--out", type=FOLDER, metavar="DIR", help=say("Where to make it: a new folder, which becomes a git repository of one commit.")
)
@click.option(
    "--exercises", multiple=True, metavar="NAME|CHAPTER ...", help=say("Which exercises, or all of which chapters (default: all).")
)
@click.option("--points", multiple=True, metavar="NAME=20 ...", help=say("What an exercise, or each of a chapter, is worth: 10 or more."))
@click.option("--stages", multiple=True, metavar="works,overlaps ...", help=STAGED)
@click.option("--title", default="awaitlings", help=say("What learners read at the top."))
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help=say("The language of the first page; the other one is beside it."))
@click.option("--classroom", type=click.Choice(FLAVOURS), help=CLASSROOM)
@click.option("--gradescope", is_flag=True, help=say("Also make DIR-gradescope.zip, an autograder for Gradescope."))
@click.option("--classroom50", is_flag=True, help=say("Also make DIR-classroom50, an autograder for Classroom 50."))
@click.option(
    "--check", type=FOLDER, metavar="DIR", help=say("Instead: say which of the kit's files a copy has changed. Exit code 1, if any.")
)
@click.option(
    "--release", "handed_out", type=FOLDER, metavar="DIR", help=say("With --check: what to compare with (default: DIR's own list).")
)
@click.option(
    "--update", "old", type=FOLDER, metavar="DIR", help=say("Instead: bring a copy to this kit; the learner's work is left alone.")
)
@click.argument("names", nargs=-1, metavar="")
def release(check: Path | None, handed_out: Path | None, old: Path | None, **words: Any) -> NoReturn:
    """Make a learner's copy: exercises to hand out as a repository, without solutions."""
    if check or old:
        _see_that_it_is_alone(check, old)
        sys.exit(_check(check, handed_out) if check else _update(old or Path()))
    if handed_out:
        raise Misuse(say("--release goes with --check DIR: it says what to compare with."))
    if words["out"] is None:
        raise Misuse(say("Say where to make it: nox -s release -- --out ../week3"))
    names = [*words["exercises"], *(name for name in words["names"] if "=" not in name)]
    worth = [*words["points"], *(name for name in words["names"] if "=" in name)]
    choice = made(names, worth, words["title"], words["lang"], words["classroom"] or "", words["stages"])
    _make(choice, words["out"].resolve(), gradescope=words["gradescope"], classroom50=words["classroom50"])
    sys.exit(0)


def _see_that_it_is_alone(check: Path | None, old: Path | None) -> None:
    context = click.get_current_context()
    given = [name for name in NOT_WITH if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]
    if (check and old) or [name for name in given if context.params.get(name)]:
        raise Misuse(say("--check DIR and --update DIR stand alone: a copy knows of what it was made."))


def _make(choice: Choice, out: Path, *, gradescope: bool, classroom50: bool) -> None:
    files = learners_copy(choice)
    archive, folder = (out.with_name(f"{out.name}-{platform}") for platform in ("gradescope.zip", "classroom50"))
    for path in [archive] * gradescope + [folder] * classroom50:
        if path.exists():
            raise Misuse(say("{path} is there already. Remove it, or name another --out.", path=path))
    commit = repository.make(out, files, f"{choice.title}: {_count(choice)}")
    print_line(say("Made {folder}: {count}.", folder=out, count=_count(choice)))
    values = {"version": kit_version(), "release": _id(files[pin.FILE]), "commit": commit}
    print_line(say("Kit {version}, release {release}, commit {commit}.", **values))
    if gradescope:
        print_line(say("Made {file}: upload it to Gradescope.", file=bundles.gradescope(files, archive)))
    if classroom50:
        made = bundles.classroom50(files, folder)
        print_line(say("Made {folder}: copy its contents to CLASSROOM/autograders/ASSIGNMENT/.", folder=made))
    print_line(say("How to hand it out: grader/classroom/README.md. Try it as a learner would: nox -s grade, in that folder."))


def _count(choice: Choice) -> str:
    exercises = len(choice.entries)
    return count("{number} exercise, {points} points", "{number} exercises, {points} points", exercises, points=choice.points)


def _check(copy: Path, handed_out: Path | None) -> int:
    found = pin.differences(copy, handed_out or copy)
    other = handed_out or say("its own list (with a release of yours: --release DIR)")
    print_line(say("{copy}: {release}; compared with {other}.", copy=copy, release=_of(copy), other=other))
    for difference in found:
        print_line(f"  {difference}")
    well = say("All of the kit's files are as they were handed out.")
    print_line(say("{number} of the kit's files differ.", number=len(found)) if found else well)
    return CHANGED if found else 0


def _update(copy: Path) -> int:
    before = _of(copy)
    for line in update.update(copy):
        print_line(f"  {line}")
    print_line(say("{copy}: from {before} to {after}. Look at it, and commit it.", copy=copy, before=before, after=_of(copy)))
    return 0


def _of(copy: Path) -> str:
    version = pin.read(copy).kit_version
    return say("kit {version}, release {release}", version=version, release=_id((copy / pin.FILE).read_bytes()))


def _id(data: bytes) -> str:
    """A release's short name: two copies with the same one have the same files of the kit."""
    return pin.digest(data)[:12]
