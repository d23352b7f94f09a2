"""What a run has to do: what a store has already is not graded again, unless that is asked for."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from grader.classroom.collect.kits import Kit
from grader.classroom.collect.submissions import Submission
from grader.classroom.shards.shard import Shard
from grader.classroom.store.digests import digest
from grader.classroom.store.identity import Identity, identify, read
from grader.classroom.store.store import ABSENT, ONCE_MORE, STALE, Row, Store, key
from grader.grading.kit import Entry, Misuse
from grader.grading.results.result import Result
from grader.language import listed, say

CHANGED, TROUBLED, ALL = "changed", "troubled", "all"  # words of --regrade


@dataclass(frozen=True)
class Terms:
    """What a class is graded with, and in which box."""

    identity: Identity
    entries: Sequence[Entry]
    box: str = "none"

    @classmethod
    def of(cls, kit: Kit, box: str = "none") -> Terms:
        """Take a kit's. Told: it can't be read."""
        return cls(identify(kit), kit.entries, box)

    def digest(self, submission: Submission) -> str:
        """Digest what would be read of a submission."""
        return digest(submission, self.entries)

    def hold(self, row: Row, submission: Submission) -> bool:
        """Whether a result is what would come of it now, too."""
        return (row.kit, row.box, row.digest) == (self.identity.digest, self.box, self.digest(submission))


@dataclass
class Plan:
    """Whose result is there; who is to be graded, and who once more, alone.

    `new`, `changed`, `asked` (for by --regrade), `damaged` (in the store): how many of these there are. `gone`: who isn't there any more.
    """

    done: dict[Submission, tuple[Row, Result]] = field(default_factory=dict)
    todo: list[Submission] = field(default_factory=list)
    once_more: list[tuple[Submission, Row]] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    asked: int = 0
    damaged: int = 0
    gone: list[str] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether anything was there before."""
        return bool(self.done or self.once_more or self.changed or self.asked or self.damaged)

    def give_up(self, submission: Submission) -> None:
        """Let a result be made again: it is damaged."""
        del self.done[submission]
        self.damaged += 1
        self.todo.append(submission)


@dataclass(frozen=True)
class Asked:
    """What was asked for: the class's folder, as a path; which shard; the words of --regrade; who of a roster is absent, with a note."""

    folder: Path
    shard: Shard
    regrade: tuple[str, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)


def begin(store: Store, terms: Terms, asked: Asked, everybody: Sequence[Submission]) -> Plan:
    """Begin a run, or go on with one. Misuse: the store is about something else. OSError: it can't be written."""
    _see_that_it_fits(store, terms, asked)
    regrade = " ".join(sorted(asked.regrade))
    stale = list(_stale(store, asked.regrade, everybody)) if regrade != store.about("regrade") else []  # else one that goes on
    about = {"identity": msgspec.json.encode(terms.identity).decode(), "folder": _text(asked.folder), "shard": str(asked.shard)}
    about |= {ABSENT: json.dumps(asked.absent), "regrade": regrade or store.about("regrade")}
    store.begin(about, everybody, stale)
    plan = _planned(store, terms, [one for one in everybody if asked.shard.has(key(one))])
    plan.gone = sorted({*store.names()} - set(map(key, everybody)))
    return plan


def _see_that_it_fits(store: Store, terms: Terms, asked: Asked) -> None:
    try:
        before = read(store.about("identity"))
    except ValueError:
        return  # a new one
    differences = list(before.differences(terms.identity))
    if (shard := store.about("shard")) != str(asked.shard):
        all_of_them = say("the whole class")
        differences.append(say("it was {before}, and is {now}", before=shard or all_of_them, now=str(asked.shard) or all_of_them))
    folder = store.path.parent
    if differences:
        other = say("{folder} holds the results of another grading: {differences}.", folder=folder, differences=listed(differences))
        raise Misuse(say("{it_is_taken} Name another folder; --again removes them first.", it_is_taken=other))
    if (there := store.about("folder")) not in ("", _text(asked.folder)) and not asked.regrade:
        other = say("{folder} holds the results of other submissions, those in {there}.", folder=folder, there=there)
        raise Misuse(say("{it_is_taken} Name another folder; or --regrade changed, if these are the same, moved.", it_is_taken=other))


def _stale(store: Store, words: Sequence[str], everybody: Sequence[Submission]) -> Iterator[str]:
    """List whose results are to be made anew, besides those that have changed. Misuse: somebody isn't there."""
    names = {one.student: key(one) for one in everybody}
    for word in words:
        if word not in (*names, CHANGED, TROUBLED, ALL):
            near = difflib.get_close_matches(word, names, 1)
            hint = say("Did you mean {name}?", name=near[0]) if near else say("Or type changed, troubled or all.")
            raise Misuse(say("--regrade {name}: there is no such submission. {hint}", name=word, hint=hint))
        if word in (TROUBLED, ALL):
            yield from (row.submission for row in store.rows() if word == ALL or row.reason)
        elif word != CHANGED:
            yield names[word]


def _planned(store: Store, terms: Terms, mine: Sequence[Submission]) -> Plan:
    plan = Plan()
    for submission in mine:
        row = store.row(key(submission), whole=False)
        if row is None:
            plan.new += 1
        elif not terms.hold(row, submission):
            plan.changed += 1
        elif row.state == STALE:
            plan.asked += 1
        elif row.state == ONCE_MORE:
            plan.once_more.append((submission, row))
            continue
        else:
            try:
                plan.done[submission] = (row, row.packed.light())
            except (ValueError, TypeError):
                plan.damaged += 1
            else:
                continue
        plan.todo.append(submission)
    return plan


def _text(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode()
