"""The world of one play: the clock, what stands behind the probes, and the log. It knows no processes, and does no waiting."""

from __future__ import annotations

import heapq
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.judge import messages
from grader.judge.messages import BadMessage, TooMuch
from grader.judge.records import Call, Note
from grader.judge.values import Names, unpack
from grader.judge.words import show
from grader.suite import Probe

MAX_STEPS = 5_000  # exchanges of one play
MAX_SECONDS = 10_000_000.0  # virtual: a third of a year
MAX_CALLS = 20_000

Ends = list[tuple[int, str, str, str]]


@dataclass
class Open:
    """A call in the log, and what will become of it."""

    number: int
    call: dict[str, Any]
    probe: Probe
    fails: type[Exception] | None
    cleaning: bool = False
    order: int = 0  # of its entry among those that are due; 0: none

    def log(self, **news: Any) -> None:
        """Write down more about this call."""
        self.call.update(news)


@dataclass
class World:
    """Time and truth of one play."""

    probes: Mapping[str, Probe]
    now: float = 0.0
    steps: int = 0
    log: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: Names = field(default_factory=dict)
    open: dict[int, Open] = field(default_factory=dict)
    due: list[tuple[float, int, int]] = field(default_factory=list)
    order: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # calls so far, by what is counted and its name

    # --- what the subject said
    def hear(self, event: messages.CallBegan | messages.GaveUp | messages.NoteMade) -> None:
        """Write down one event; it happened now. BadMessage: it can't have happened."""
        match event:
            case messages.CallBegan():
                self.began(self._probe(event), event.args, number=event.id, item=event.item, where=event.where, line=event.line)
            case messages.GaveUp():
                self.gave_up(event.id)
            case messages.NoteMade():
                self._noted(event)

    def _probe(self, event: messages.CallBegan) -> Probe:
        probe = self.probes.get(event.probe)
        if probe is None or probe.kind in ("note", "clients") or event.id in self.open:
            raise BadMessage(f"a call of {event.probe} that can't be")
        if len(self.log) >= MAX_CALLS:
            raise TooMuch("too many calls")
        if not (event.item is None if probe.kind != "calls" else event.item is not None and event.item < probe.count):
            raise BadMessage(f"a call of {event.probe} number {event.item}, which there is not")
        return probe

    def _noted(self, event: messages.NoteMade) -> None:
        probe = self.probes.get(event.probe)
        if probe is None or probe.kind not in ("note", "clients"):
            raise BadMessage(f"a note of {event.probe} that can't be")
        if len(self.notes) >= MAX_CALLS:
            raise TooMuch("too many notes")
        self.notes.append(Note(event.probe, tuple(unpack(arg, self.names) for arg in event.args), self.now))

    def began(self, probe: Probe, args: Sequence[Any], *, number: int, item: int | None, where: str, line: int | None) -> Open:
        """A probe was called: decide now when it will end; its answer is drawn when it does."""
        known = tuple(unpack(arg, self.names) for arg in args)
        nth = self._count("probe", probe.name)
        key = item if item is not None else known[0] if known else nth
        entry: dict[str, Any] = {"probe": probe.name, "name": self._name(probe, item, known), "item": item, "args": known}
        entry |= {"start": self.now, "where": where, "line": line}
        self.log.append(entry)
        opened = Open(number, entry, probe, _choose(probe.fails, key, nth))
        self.open[number] = opened
        self._due(_seconds(probe.seconds, key, nth), opened)
        return opened

    def _name(self, probe: Probe, item: int | None, args: tuple[Any, ...]) -> str:
        base = f"{probe.name} {item}" if item is not None else f"{probe.name}({', '.join(map(show, args))})"
        again = self._count("name", base)
        return f"{base} (call {again + 1})" if again else base

    def _count(self, what: str, name: str) -> int:
        """Count one more; returns how many there were before."""
        self.counts[what, name] += 1
        return self.counts[what, name] - 1

    def _due(self, seconds: float, opened: Open) -> None:
        self.order += 1
        opened.order = self.order
        heapq.heappush(self.due, (round(self.now + seconds, 9), self.order, opened.number))

    def _next(self) -> tuple[float, Open] | None:
        """When the next call ends, and which; calls that were given up meanwhile are passed over."""
        while self.due:
            time, order, number = self.due[0]
            if self.open[number].order == order:
                return time, self.open[number]
            heapq.heappop(self.due)
        return None

    def gave_up(self, number: int) -> None:
        """A call was cancelled: it is over now, or when it has cleaned up."""
        opened = self.open.get(number)
        if opened is None:
            raise BadMessage("a cancel of a call that never began")
        opened.order = 0
        if opened.cleaning:
            opened.cleaning = False
            opened.log(cleanup="cut short", cleaned=self.now)
            return
        opened.log(outcome="cancelled", end=self.now)
        if opened.probe.cleanup:
            opened.cleaning = True
            opened.log(cleanup="running")
            self._due(opened.probe.cleanup, opened)

    # --- time
    def upcoming(self, until: float | None) -> float | None:
        """When the next thing happens: the program's next timer, or the end of a call."""
        times = [until] if until is not None else []
        times += [due[0]] if (due := self._next()) else []
        return max(self.now, min(times)) if times else None

    def move(self, time: float) -> Ends | None:
        """Move on, and end the calls that are due. None: the play has gone on for long enough."""
        self.now = time
        self.steps += 1
        if self.steps > MAX_STEPS or self.now > MAX_SECONDS:
            return None
        ends: Ends = []
        while (due := self._next()) and due[0] <= self.now:
            heapq.heappop(self.due)
            ends.append((due[1].number, *self.end(due[1])))
        return ends

    def end(self, opened: Open) -> tuple[str, str, str]:
        """End a call: only now is there an answer that could be told."""
        if opened.cleaning:
            opened.cleaning = False
            opened.log(cleanup="done", cleaned=self.now)
            return "cleaned", "", ""
        secret = secrets.token_hex(8)
        self.names[secret] = opened.call["name"]
        if opened.fails:
            opened.log(outcome="raised", end=self.now, type=opened.fails.__name__)
            return "raised", secret, opened.fails.__name__
        opened.log(outcome="returned", end=self.now)
        return "returned", secret, ""

    def calls(self) -> tuple[Call, ...]:
        """The log of calls, as recordings hold it; those of other processes come in an order that doesn't depend on them."""
        return tuple(sorted((Call(**entry) for entry in self.log), key=_rank))


def _rank(call: Call) -> tuple[float, bool, str]:
    elsewhere = call.where.endswith("process")
    return call.start, elsewhere, call.name if elsewhere else ""


def _seconds(seconds: float | Mapping[Any, float] | Sequence[float], key: Any, nth: int) -> float:
    if isinstance(seconds, int | float):
        return seconds
    if isinstance(seconds, Mapping):
        return seconds.get(key, seconds.get("*", 0.0)) if _hashable(key) else 0.0
    return seconds[min(nth, len(seconds) - 1)]


def _choose(fails: Mapping[Any, type[Exception]], key: Any, nth: int) -> type[Exception] | None:
    return fails.get(key if _hashable(key) else nth, fails.get("*"))


def _hashable(key: Any) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
