"""A recording: everything one play showed, as plain data. Times are virtual seconds; names are stable, never addresses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from grader.judge.words import ENDS, show
from grader.suite import NotJudged

Outcome = Literal[
    "returned", "raised", "cancelled",
    "not loaded", "deadlock", "endless", "busy", "blocked", "exited", "killed", "memory", "output", "processes", "lost",
]  # fmt: skip
Moment = Literal["waiting", "resuming", "time"]
NORMAL: frozenset[str] = frozenset({"returned", "raised", "cancelled"})


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Plain data: compared by value, never changed."""


class Answer(Record, frozen=True):
    """The secret that a probe gave back, by the call that it ended: it can't be known before."""

    of: str

    def __str__(self) -> str:
        return f"{self.of}'s answer"


class Opaque(Record, frozen=True):
    """A value that is no plain data: only its type's name is known."""

    type: str

    def __str__(self) -> str:
        return f"<{self.type} object>"


class Failure(Record, frozen=True):
    """An exception. `of` names the call that raised it, where it is a probe's own."""

    type: str
    message: str = ""
    of: str | None = None
    line: int | None = None
    parts: tuple[Failure, ...] = ()

    def __str__(self) -> str:
        inside = f" of {', '.join(map(str, self.parts))}" if self.parts else ""
        text = f"{self.of}'s {self.type}" if self.of else f"{self.type}: {self.message.rstrip('.')}" if self.message else self.type
        return text + inside

    def same(self, other: Failure) -> bool:
        """Whether it is the same exception, wherever it was raised."""
        return (self.type, self.of or self.message) == (other.type, other.of or other.message)

    def leaves(self) -> tuple[Failure, ...]:
        """The exceptions in a group, however nested; itself, where it is no group."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)


class Call(Record, frozen=True):
    """One call of a probe. `end` is None while it was never ended: it was left behind."""

    probe: str
    name: str
    item: int | None
    args: tuple[Any, ...]
    start: float
    where: str  # "loop", "thread", or "process N"
    line: int | None = None
    end: float | None = None
    outcome: Literal["returned", "raised", "cancelled", "running"] = "running"
    cleanup: Literal["none", "running", "done", "cut short"] = "none"
    cleaned: float | None = None
    type: str = ""

    @property
    def answer(self) -> Answer:
        """What this call gave back."""
        return Answer(self.name)

    @property
    def failure(self) -> Failure:
        """What this call raised."""
        return Failure(self.type, of=self.name)

    @property
    def over(self) -> float | None:
        """When nothing of it was at work any more: its end, and its cleanup."""
        return self.end if self.cleanup == "none" else self.cleaned

    def during(self, time: float) -> bool:
        """Whether it was at work just after `time`."""
        return self.start <= time and (self.end is None or self.end > time)


class Note(Record, frozen=True):
    """A call that takes no time."""

    probe: str
    args: tuple[Any, ...]
    at: float


class Blocked(Record, frozen=True):
    """A call that held the loop's own thread for `seconds`: meanwhile nothing else ran."""

    what: str
    line: int | None
    at: float
    seconds: float | None


class TaskSeen(Record, frozen=True):
    """A task that the program made: what it ran, on which line it was made, when, and how it ended."""

    name: str
    line: int | None
    start: float
    end: float | None
    outcome: str


class Leftover(Record, frozen=True):
    """Something of the program's that outlived it."""

    kind: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.what}" + (f" (line {self.line})" if self.line else "")


class Cancel(Record, frozen=True):
    """A cancellation of the program, at its suspension point number `at`, and where that is; "time": at that time, wherever it was."""

    at: int
    moment: Moment
    line: int | None = None
    time: float | None = None
    source: str = ""


class Reply(Record, frozen=True):
    """What a client of the judge's saw: the lines that came back (answers by their names), and when the server closed the connection."""

    client: int
    connected: float | None
    lines: tuple[tuple[float, Any], ...]
    closed: float | None
    refused: bool = False
    reset: bool = False


class Recording(Record, frozen=True, omit_defaults=False):
    """What one play of a scenario showed."""

    scenario: str
    outcome: Outcome
    seconds: float
    params: dict[str, Any] = {}
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

    # --- questions a check asks
    def calls(self, probe: str) -> list[Call]:
        """Every call of a probe: by item where it has items, else in the order they came."""
        return sorted((c for c in self.called if c.probe == probe), key=lambda c: -1 if c.item is None else c.item)

    def call(self, probe: str, key: Any) -> Call:
        """The (first) call of a probe's item, or with that first argument. NotJudged: it never came."""
        for one in self.calls(probe):
            if key == one.item or (one.args and one.args[0] == key):
                return one
        name = f"{probe} {key}" if isinstance(key, int) else f"{probe}({key!r})"
        raise NotJudged(f"{name} was never called; the program {self.ended}.")

    def failed(self, probe: str, key: Any) -> Call:
        """The (first) call of a probe's item, or with that first argument, which raised. NotJudged: it never came to that."""
        call = self.call(probe, key)
        if call.outcome != "raised":
            raise NotJudged(f"{call.name} never came to the point where it fails; the program {self.ended}.")
        return call

    def noted(self, probe: str) -> list[Note]:
        """Every call of a note, in order."""
        return [n for n in self.notes if n.probe == probe]

    def answers(self, probe: str, keys: Sequence[Any] | None = None) -> list[Answer]:
        """What a probe's calls gave back: by item or order of calls, or for the first arguments `keys`."""
        return [c.answer for c in self.calls(probe)] if keys is None else [self.call(probe, key).answer for key in keys]

    def need(self, probe: str, count: int) -> list[Call]:
        """The calls of a probe that ran to their end. NotJudged: there are not `count` of them."""
        ended = [c for c in self.calls(probe) if c.outcome in ("returned", "raised")]
        if len(ended) != count:
            few = f"Only {len(ended)} of {count} calls of {probe} ran to their end; the program {self.ended}."
            raise NotJudged(few if len(ended) < count else f"{probe} was called {len(ended)} times, not {count}.")
        return ended

    def peak(self, probe: str) -> int:
        """How many calls of a probe were at work at the same time, at most. One that ends where another starts is over."""
        all_calls = self.calls(probe)
        return max((sum(c.during(one.start) for c in all_calls) for one in all_calls), default=0)

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
        return [f"{c.name}, still {'cleaning up' if c.end is not None else 'running'}" for c in self.left()] + [
            str(left) for left in self.leftovers
        ]

    @property
    def cancelled_at(self) -> str:
        """Where the program was cancelled, in words."""
        return " and ".join(_place(c) for c in self.cancels)

    @property
    def ended(self) -> str:
        """How the program ended, in words."""
        match self.outcome:
            case "returned":
                return f"returned {show(self.returned)}"
            case "raised":
                return f"raised {self.raised}"
            case "cancelled":
                return "raised CancelledError"
            case _:
                return ENDS[self.outcome] + (f" (line {self.line})" if self.line else "")

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


def _place(cancel: Cancel) -> str:
    moment = "just when what it waited for was there" if cancel.moment == "resuming" else "while it waited"
    line = f" at line {cancel.line}" if cancel.line else ""
    source = cancel.source if len(cancel.source) <= 60 else cancel.source[:59] + "…"
    return f"{moment}{line}" + (f" ({source})" if source else "")
