"""A recording: everything one play showed, as plain data. Times are virtual seconds; names are stable, never addresses."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from grader.language import say, translated
from grader.recording.events import Blocked, Call, Cancel, Failure, Leftover, Note, Record, Reply, TaskSeen
from grader.recording.load import Load
from grader.recording.not_judged import NotJudged
from grader.recording.wording import ENDS, show

Outcome = Literal[
    "returned", "raised", "cancelled",
    "not loaded", "deadlock", "endless", "busy", "blocked", "exited", "killed", "memory", "output", "processes", "lost",
]  # fmt: skip
NORMAL: frozenset[str] = frozenset({"returned", "raised", "cancelled"})
CUT_SHORT = frozenset({"busy", "memory", "blocked", "output", "processes", "exited", "killed", "lost"})
"""Ends at which other processes may have been at work: how far they had come is chance."""


class Recording(Record, frozen=True, omit_defaults=False):
    """What one play of a scenario showed."""

    scenario: str
    outcome: Outcome
    seconds: float
    params: dict[str, Any] = {}  # noqa: RUF012 - a Struct copies it
    world: str = "declared"  # see grader.suite.worlds
    returned: Any = None
    raised: Failure | None = None
    message: str = ""
    line: int | None = None
    waits: tuple[str, ...] = ()
    called: tuple[Call, ...] = ()
    notes: tuple[Note, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    tasks: tuple[TaskSeen, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    unheard: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    cancels: tuple[Cancel, ...] = ()
    processes: int = 0  # how many other processes called
    listening: bool = False  # whether a server of the program still accepted connections at the end
    disturbed: str = ""  # what the program did to its caller after its end, in words
    remarks: tuple[str, ...] = ()  # what a learner should know, and loses no points for

    # --- questions a check asks
    def calls(self, probe: str) -> list[Call]:
        """Every call of a probe: by item where it has items, else in the order they came."""
        return sorted((c for c in self.called if c.probe == probe), key=_item)

    def call(self, probe: str, key: Any) -> Call:
        """The (first) call of a probe's item, or with that first argument. NotJudged: it never came."""
        found = (c for c in self.called if c.probe == probe and (key == c.item or (c.args and c.args[0] == key)))
        if first := min(found, key=_item, default=None):
            return first
        name = f"{probe} {key}" if isinstance(key, int) else f"{probe}({key!r})"
        raise NotJudged(say("{name} was never called; the program {ended}.", name=name, ended=self.ended))

    def failed(self, probe: str, key: Any) -> Call:
        """The (first) call of a probe's item, or with that first argument, which raised. NotJudged: it never came to that."""
        call = self.call(probe, key)
        if call.outcome != "raised":
            never = say("{name} never came to the point where it fails; the program {ended}.", name=call.name, ended=self.ended)
            raise NotJudged(never)
        return call

    def noted(self, probe: str) -> list[Note]:
        """Every call of a note, in order."""
        return [n for n in self.notes if n.probe == probe]

    def answers(self, probe: str, keys: Sequence[Any] | None = None) -> list[Any]:
        """What a probe's calls gave back: by item or order of calls, or for the first arguments `keys`."""
        return [c.answer for c in self.calls(probe)] if keys is None else [self.call(probe, key).answer for key in keys]

    def need(self, probe: str, count: int) -> list[Call]:
        """The calls of a probe that ran to their end. NotJudged: there are not `count` of them."""
        done = [c for c in self.calls(probe) if c.outcome in ("returned", "raised")]
        values = {"number": len(done), "wanted": count, "probe": probe}
        if len(done) < count:
            few = say("Only {number} of {wanted} calls of {probe} ran to their end; the program {ended}.", **values, ended=self.ended)
            raise NotJudged(few)
        if len(done) > count:
            raise NotJudged(say("{probe} was called {number} times, not {wanted}.", **values))
        return done

    def peak(self, probe: str) -> int:
        """How many calls of a probe were at work at the same time, at most. One that ends where another starts is over."""
        return Load(self.calls(probe)).peak

    @property
    def moments(self) -> list[float]:
        """The times at which a call began or ended, and the beginning."""
        return sorted({0.0} | {time for one in self.called for time in (one.start, one.end) if time is not None})

    def longest_gap(self, probe: str) -> float:
        """The longest time between two calls of a note, from the beginning to the end (virtual seconds)."""
        times = [0.0, *(n.at for n in self.noted(probe)), self.seconds]
        return max(b - a for a, b in itertools.pairwise(times))

    def left(self, probe: str | None = None) -> list[Call]:
        """Calls that were neither ended nor cancelled when the program was over, or were still cleaning up."""
        return [c for c in self.called if probe in (None, c.probe) and c.over is None]

    @property
    def remains(self) -> list[str]:
        """Everything that outlived the program, in words."""
        late = [c for c in self.called if c.start > self.seconds]
        called = [say("{name}, called at {start:g} s, when it was over", name=c.name, start=c.start) for c in late]
        return [*map(_still, self.left()), *called, *map(str, self.leftovers)]

    @property
    def cancelled_at(self) -> str:
        """Where the program was cancelled, in words."""
        return functools.reduce(_and, map(_place, self.cancels)) if self.cancels else ""

    @property
    def ended(self) -> str:
        """How the program ended, in words."""
        match self.outcome:
            case "returned":
                return say("returned {value}", value=show(self.returned))
            case "raised":
                if self.raised and self.raised.line and not self.raised.of and not self.raised.parts:
                    return say("raised {exception} (line {line})", exception=self.raised, line=self.raised.line)
                return say("raised {exception}", exception=self.raised)
            case "cancelled":
                return say("raised {exception}", exception="CancelledError")
            case _ if self.line:
                return say("{ended} (line {line})", ended=translated(ENDS[self.outcome]), line=self.line)
            case _:
                return translated(ENDS[self.outcome])

    @property
    def cut_short(self) -> bool:
        """Whether it ended while other processes may have been at work: how far they had come is chance."""
        return self.outcome in CUT_SHORT

    @property
    def normal(self) -> bool:
        """Whether the program came to an end of its own: it returned or raised."""
        return self.outcome in NORMAL


class Recordings(Sequence[Recording]):
    """All plays of one scenario: with other parameters, or cancelled at each point."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self._all = tuple(recordings)

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Recording]:
        return iter(self._all)

    @property
    def all(self) -> tuple[Recording, ...]:
        """All of them."""
        return self._all

    @property
    def cancelled(self) -> list[Recording]:
        """The plays in which the program was cancelled."""
        return [r for r in self._all if r.cancels]


def _item(call: Call) -> int:
    """By what calls are sorted: those without an item come first, in the order they came."""
    return -1 if call.item is None else call.item


def _still(call: Call) -> str:
    return say("{name}, still running", name=call.name) if call.end is None else say("{name}, still cleaning up", name=call.name)


def _and(one: str, other: str) -> str:
    return say("{one} and {other}", one=one, other=other)


def _place(cancel: Cancel) -> str:
    source = cancel.source if len(cancel.source) <= 60 else cancel.source[:59] + "…"
    return say("{moment} ({source})", moment=_moment(cancel), source=source) if source else _moment(cancel)


def _moment(cancel: Cancel) -> str:
    match cancel.moment == "resuming", cancel.line:
        case True, None | 0:
            return say("just as it was about to go on")
        case True, line:
            return say("just as it was about to go on at line {line}", line=line)
        case False, None | 0:
            return say("while it waited")
    return say("while it waited at line {line}", line=cancel.line)
