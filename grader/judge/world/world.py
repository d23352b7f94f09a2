"""The world of one play: the clock, what stands behind the probes, and the log. It knows no processes, and does no waiting."""

from __future__ import annotations

import heapq
import secrets
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.judge.wire import messages
from grader.judge.wire.messages import BadMessage, TooMuch
from grader.judge.wire.unpacking import Names, unpack
from grader.judge.world.elsewhere import is_elsewhere
from grader.language import say
from grader.recording.events import Call, Failure, Note
from grader.recording.odd import odd_answer
from grader.recording.wording import show
from grader.suite import Probe

MAX_STEPS = 5_000  # of time, in one play
ALONE = 100  # steps that a subject may take by itself: few, so that it is still heard of, and the watchdog sees that it goes on
MAX_SECONDS = 100_000_000.0  # virtual: three years
MAX_CALLS = 20_000
IN_CLEANUP = ConnectionError  # what a call raises that fails as it cleans up

Ends = list[tuple[int, str, str, str]]
"""Calls that end: the number; how (returned, raised, cleaned, odd); the secret, or which odd value; the type of what is raised."""


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
    over: float | None = None  # when the program was, if its caller went on
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # calls so far, by what is counted and its name

    # --- what the subject said
    def hear(self, event: messages.CallBegan | messages.GaveUp | messages.NoteMade | messages.Over) -> None:
        """Write down one event; it happened now. BadMessage: it can't have happened."""
        match event:
            case messages.CallBegan():
                self.began(self._probe(event), event.args, number=event.id, item=event.item, where=event.where, line=event.line)
            case messages.GaveUp():
                self.gave_up(event.id)
            case messages.NoteMade():
                self._noted(event)
            case messages.Over():
                self.over = self.now if self.over is None else self.over

    def _probe(self, event: messages.CallBegan) -> Probe:
        probe = self.probes.get(event.probe)
        if probe is None or probe.kind in ("note", "clients") or event.id in self.open:
            raise BadMessage(say("a call of {probe} that can't be", probe=event.probe))
        if len(self.log) >= MAX_CALLS:
            raise TooMuch(say("too many calls"))
        if not (event.item is None if probe.kind != "calls" else event.item is not None and event.item < probe.count):
            raise BadMessage(say("a call of {probe} number {number}, which there is not", probe=event.probe, number=event.item))
        return probe

    def _noted(self, event: messages.NoteMade) -> None:
        probe = self.probes.get(event.probe)
        if probe is None or probe.kind not in ("note", "clients"):
            raise BadMessage(say("a note of {probe} that can't be", probe=event.probe))
        if len(self.notes) >= MAX_CALLS:
            raise TooMuch(say("too many notes"))
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
        return say("{name} (call {number})", name=base, number=again + 1) if again else base

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
            raise BadMessage(say("a cancel of a call that never began"))
        opened.order = 0
        if opened.call.get("cleanup") == "done":
            return  # it had just cleaned up
        if opened.cleaning:
            opened.cleaning = False
            opened.log(cleanup="cut short", cleaned=self.now)
            return
        opened.log(outcome="cancelled", end=self.now, type="", odd=())  # also if it had just ended: that never came to its caller
        if opened.probe.cleanup:
            opened.cleaning = True
            opened.log(cleanup="running")
            self._due(_in_turn(opened.probe.cleanup, self._count("cleanup", "")), opened)

    # --- time
    @property
    def seconds(self) -> float:
        """How long the program took, so far."""
        return self.now if self.over is None else self.over

    def begin_anew(self) -> None:
        """Let the play begin now: the exercise is imported, and the time that this took is not the play's."""
        self.now, self.steps = 0.0, 0

    def upcoming(self, until: float | None) -> float | None:
        """When the next thing happens: the program's next timer, or the end of a call."""
        times = [until] if until is not None else []
        times += [due[0]] if (due := self._next()) else []
        return max(self.now, min(times)) if times else None

    def free(self) -> tuple[float, int]:
        """Before which time nothing happens but what the subject does, and how many steps it may take until then by itself."""
        if any(probe.kind in ("clients", "process") for probe in self.probes.values()):
            return self.now, 0  # others act in this play, too
        due = self._next()
        return due[0] if due else MAX_SECONDS, max(0, min(ALONE, MAX_STEPS - self.steps))

    def follow(self, time: float, steps: int) -> None:
        """Take over the time to which the subject has moved by itself. BadMessage: it was not to go that far."""
        if not steps:
            return
        until, most = self.free()
        if steps > most or not self.now <= time < until:
            raise BadMessage(say("a time that can't be"))
        self.now, self.steps = time, self.steps + steps

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
            return self._cleaned(opened)
        if opened.fails:
            opened.log(outcome="raised", end=self.now, type=opened.fails.__name__)
            return "raised", self._secret(opened), opened.fails.__name__
        opened.log(outcome="returned", end=self.now)
        if opened.probe.odd:
            nth = self._nth_odd(opened)
            opened.log(odd=(_as_recorded(odd_answer(opened.probe.odd, nth)),))
            return "odd", str(nth), opened.probe.odd
        return "returned", self._secret(opened), ""

    def _nth_odd(self, opened: Open) -> int:
        """Choose an odd value: in turn; for other processes by the arguments, since which of them comes first is chance."""
        if opened.probe.kind == "process":
            return zlib.crc32(repr(opened.call["args"]).encode())
        return self._count("odd", opened.probe.name)

    def _cleaned(self, opened: Open) -> tuple[str, str, str]:
        """End a cleanup, as the probe says."""
        opened.cleaning = False
        opened.log(cleanup="done", cleaned=self.now)
        match opened.probe.cleaned:
            case "ends":
                return "cleaned", "", ""
            case "fails":
                opened.log(type=IN_CLEANUP.__name__)
                return "raised", self._secret(opened), IN_CLEANUP.__name__
            case "answers":
                return "returned", self._secret(opened), ""

    def _secret(self, opened: Open) -> str:
        secret = secrets.token_hex(8)
        self.names[secret] = opened.call["name"]
        return secret

    def calls(self) -> tuple[Call, ...]:
        """The log of calls, as recordings hold it; those of other processes come in an order that doesn't depend on them."""
        return tuple(sorted((Call(**entry) for entry in self.log), key=_rank))


def _rank(call: Call) -> tuple[float, bool, str]:
    elsewhere = is_elsewhere(call.where)
    return call.start, elsewhere, call.name if elsewhere else ""


def _seconds(seconds: float | Mapping[Any, float] | Sequence[float], key: Any, nth: int) -> float:
    if isinstance(seconds, int | float):
        return seconds
    if isinstance(seconds, Mapping):
        return seconds.get(key, seconds.get("*", 0.0)) if _hashable(key) else 0.0
    return seconds[min(nth, len(seconds) - 1)]


def _in_turn(seconds: float | Sequence[float], nth: int) -> float:
    return seconds if isinstance(seconds, int | float) else seconds[nth % len(seconds)]


def _as_recorded(value: Any) -> Any:
    return Failure(type(value).__name__, str(value)) if isinstance(value, Exception) else value


def _choose(fails: Mapping[Any, type[Exception]], key: Any, nth: int) -> type[Exception] | None:
    return fails.get(key if _hashable(key) else nth, fails.get("*"))


def _hashable(key: Any) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
