"""Putting the shards of a class together: `nox -s merge -- RESULTS-1 RESULTS-2 … --out DIR`."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import click

from grader import language
from grader.classroom.collect.kept import Kept, prepared
from grader.classroom.collect.kits import Kit
from grader.classroom.collect.progress import NAME
from grader.classroom.collect.submissions import Submission, noted
from grader.classroom.store import file
from grader.classroom.store.identity import Identity, read
from grader.classroom.store.store import ABSENT, DONE, Row, Store, key
from grader.classroom.store.telling import NOT_ALL_GRADED, Tally, tell, write
from grader.cli import signals
from grader.cli.ending import Told, reason, told
from grader.cli.streams import print_line
from grader.grading.kit import ROOT, Misuse, choose
from grader.grading.results.result import Result
from grader.language import listed, marked, say, translated
from grader.reports.text import line

HELP = (
    marked("""\
Put the shards of a class together: what `grade-all --shard` has left in each of its folders.

STORES are those folders, or the results.sqlite in them. In --out you find what a grading of the whole class would have left; grade-all
goes on with it, if some are missing.
"""),
    marked("""\
Exit code: 0 everybody is there and graded, 1 some are missing, or could not be graded, 2 a mistake in the command, 3 the grader itself or
its machine failed."""),
)


@dataclass(frozen=True)
class Found:
    """Where a result is, and what has to be the `same` in another store's."""

    store: Store
    name: str
    done: bool
    same: tuple[object, ...]

    @classmethod
    def of(cls, store: Store, row: Row) -> Found:
        """Tell what a row is."""
        return cls(store, row.submission, row.state == DONE, (row.digest, row.box, row.reason, row.packed.sha))


@click.command("merge", help="\n".join(map(translated, HELP)))
@click.argument("stores", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("Where the results go."))
@click.option("--again", is_flag=True, help=say("Remove what an earlier grading left in --out."))
def merge(stores: tuple[Path, ...], *, out: Path, again: bool) -> NoReturn:
    """Put the shards of a class together."""
    with contextlib.ExitStack() as stack:
        places = dict.fromkeys(_place(path, out) for path in stores)
        opened = [stack.enter_context(contextlib.closing(_open(place))) for place in places]
        identity = _common(opened)
        found = _found(opened)
        everybody = _everybody(opened)
        kept = stack.enter_context(prepared(out, outside=[], again=again))
        if kept.store.about("identity"):
            holds = say("{folder} holds the results of an earlier grading.", folder=out)
            raise Misuse(say("{it_is_taken} Name another folder; --again removes them first.", it_is_taken=holds))
        with contextlib.suppress(KeyError):  # a language that this kit doesn't speak
            language.speak(identity.language)  # what the gradebooks' notes are written in
        absent = _absent(opened, everybody)
        tally = _put_together(kept, opened[0], found, everybody, absent)
        book = [noted(tally.results[one], one.notes) for one in everybody if one in tally.results]
        with signals.held():
            code = max(tally.code, write(kept, [*book, *_rows_of(absent, identity)]))
        print_line(say("Stores: {stores}. Submissions: {submissions}.", stores=len(opened), submissions=len(everybody)))
        tell(kept, tally, everybody, say("not there"))
        sys.exit(max(code, NOT_ALL_GRADED) if len(tally.results) < len(everybody) else code)


def _place(path: Path, out: Path) -> Path:
    """Find a shard's store. Misuse, Told: there is none."""
    try:
        there = path / file.FILE if path.is_dir() else path
        if out.resolve() in (there.resolve().parent, there.resolve()):
            raise Misuse(say("{store} lies in --out {folder}: name a new folder there.", store=there, folder=out))
        if not there.is_file():
            raise Misuse(say("There is no store {store}: grade-all leaves one in its --out.", store=there))
        return there.resolve()
    except OSError as error:
        raise told(say("{store} can't be read: {reason}.", store=path, reason=reason(error)), error) from None


def _open(there: Path) -> Store:
    """Open a shard's store. Misuse, Told: it can't be read, or is damaged."""
    try:
        return Store(file.connect(there), there)
    except file.Damaged as why:
        damaged = say("{store} is damaged ({reason}).", store=there, reason=why)
        raise Told(say("{it_is_damaged} Type the grade-all that made it again: it keeps what is whole.", it_is_damaged=damaged)) from None


def _common(stores: Sequence[Store]) -> Identity:
    """See that all of them were graded with the same. Misuse: they weren't."""
    first: Identity | None = None
    for store in stores:
        try:
            identity = read(store.about("identity"))
        except ValueError:
            raise Misuse(say("{store} holds no results.", store=store.path)) from None
        first = first or identity
        if differences := list(first.differences(identity)):
            values = {"one": stores[0].path, "other": store.path, "differences": listed(differences)}
            raise Misuse(say("{one} and {other} can't go together. From the one to the other, {differences}.", **values))
    assert first  # noqa: S101 - there is one at least
    return first


def _found(stores: Sequence[Store]) -> dict[str, Found]:
    """List all results. Misuse: two stores have different ones of the same submission."""
    found = dict[str, Found]()
    for store in stores:
        for row in store.rows():
            one = Found.of(store, row)
            other = found.setdefault(one.name, one)
            if one.done and other.done and other.same != one.same:
                values = {"name": line(one.name, NAME), "one": other.store.path, "other": store.path}
                two = say("{name} has different results in {one} and {other}.", **values)
                raise Misuse(say("{they_differ} Leave one of these out, or grade it anew in one of them: --regrade.", they_differ=two))
            if one.done and not other.done:
                found[one.name] = one
    return found


def _everybody(stores: Sequence[Store]) -> list[Submission]:
    """List the whole class, in its order: each shard has seen all of it. If somebody was added meanwhile, by their names."""
    seen = [store.submissions() for store in stores]
    if all(one == seen[0] for one in seen):
        return seen[0]
    found = {key(one): one for each in seen for one in each}
    return sorted(found.values(), key=lambda one: (one.student.casefold(), one.path.name))


def _absent(stores: Sequence[Store], everybody: Sequence[Submission]) -> dict[str, str]:
    """Tell who is in a roster, and handed in nothing, with a note: no shard has seen anything of theirs."""
    told = dict[str, str]()
    for store in stores:
        told |= json.loads(store.about(ABSENT) or "{}")
    there = {one.student for one in everybody}
    return {student: why for student, why in told.items() if student not in there}


def _rows_of(absent: Mapping[str, str], identity: Identity) -> Iterator[Result]:
    """Make their rows. Misuse: this kit doesn't have the exercises."""
    if not absent:  # then the stores may be of any kit
        return
    points = {Path(path).stem: points for path, points in identity.exercises}
    kit = Kit(ROOT, identity.version, [replace(entry, points=points[entry.name]) for entry in choose(tuple(points))])
    for student, why in absent.items():
        yield replace(kit.ungraded(student, why), title=identity.title)


def _put_together(kept: Kept, first: Store, found: dict[str, Found], everybody: Sequence[Submission], absent: Mapping[str, str]) -> Tally:
    """Copy everything. Told: it can't be read, or written."""
    tally = Tally()
    try:
        about = {name: first.about(name) for name in ("identity", "folder")} | {ABSENT: json.dumps(absent)}
        kept.store.begin(about, everybody)
        for submission, one in _those(found, everybody):
            row = one.store.row(one.name)
            assert row  # noqa: S101 - for mypy: it was there a moment ago, and nobody else can write
            if row.state == DONE:
                kept.keep(submission, row, row.packed.data())
                tally.restore(submission, row, row.packed.light())
            else:
                kept.store.keep(row)
    except OSError as error:
        why = reason(error)
        raise told(say("The results can't be written to {folder}: {reason}.", folder=kept.folder, reason=why), error) from None
    except ValueError:
        damaged = say("The result of {name} in {store} is damaged.", name=line(one.name, NAME), store=one.store.path)
        raise Told(say("{it_is_damaged} Grade it anew there: --regrade.", it_is_damaged=damaged)) from None
    return tally


def _those(found: dict[str, Found], everybody: Sequence[Submission]) -> Iterator[tuple[Submission, Found]]:
    for submission in everybody:
        if one := found.get(key(submission)):
            yield submission, one
