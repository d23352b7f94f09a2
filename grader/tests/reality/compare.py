"""What differs between a play in the lab and the same in real life.

Times count by the instant that they belong to (see warp.py). What happens in one instant may come in any order, unless the play is `exact`:
which of two timers of the same virtual time a stock loop takes first is a matter of microseconds.
"""

from __future__ import annotations

import collections
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from grader.lab.witness.watch import CAP
from grader.recording.events import Call, Failure, Note, Reply
from grader.recording.recording import Recording
from grader.recording.wording import show
from grader.tests.reality.warp import Warp, distinct

HUNG = frozenset({"deadlock", "endless", "busy", "blocked"})
LIMITED = frozenset({"memory", "output", "processes", "lost", "killed"})
"""Ends that are the judge's doing: there is no judge in real life."""
DESTROYED = "Task was destroyed"
"""What comes up after the end, when a loop is thrown away with all its tasks; in the lab, the line to the judge holds those that called."""
ELSEWHERE = "suspension point number"
"""So begins a difference in where a cancel came: of calls that end at the same virtual time, another one was first."""
MOST = 120
"""Instants of one play, at most."""


def instants(play: Recording) -> list[float]:
    """List when anything happened in a play."""
    until = play.seconds if play.normal else math.inf  # its caller may have gone on for long
    times = [time for call in play.called for time in (call.start, call.end, call.cleaned) if time is not None]
    times += [note.at for note in play.notes if not _beats(play, note)]
    times += [cancel.time for cancel in play.cancels if cancel.time is not None]
    times += [
        time for reply in play.replies for time in (reply.connected, reply.closed, *(at for at, _ in reply.lines)) if time is not None
    ]
    times += [play.seconds] if play.normal else []
    times += [time for block in play.blocked for time in (block.at, block.at + (block.seconds or 0))]
    with_tasks = times + [time for task in play.tasks for time in (task.start, task.end) if time is not None]
    found = [distinct(time for time in some if time <= until) for some in (with_tasks, times)]
    return found[0] if len(found[0]) <= MOST else found[1]


def _beats(play: Recording, note: Note) -> bool:
    """Whether it is a heartbeat's: it comes without arguments, again and again. How often is a matter of microseconds."""
    return not note.args and sum(other.probe == note.probe for other in play.notes) > 1


def kind(play: Recording) -> str:
    """Tell how a program ended: 'hung', or as the recording says."""
    return "hung" if play.outcome in HUNG else play.outcome


def differences(lab: Recording, real: Recording, warp: Warp, *, exact: bool = False) -> list[str]:
    """List what differs. `exact`: whether the order of what happens in one instant counts, too."""
    return list(_Comparison(lab, real, warp, exact=exact).all())


class _Comparison:
    def __init__(self, lab: Recording, real: Recording, warp: Warp, *, exact: bool) -> None:
        self.lab, self.real, self.warp, self.exact = lab, real, warp, exact

    def all(self) -> Iterator[str]:
        for lab, real in zip(self.lab.cancels, self.real.cancels, strict=True):
            if self.real.normal and (wrong := [*self._time(f"{ELSEWHERE} {lab.at} was", lab.time, real.time)]):
                yield wrong[0]  # and what follows is another story
                return
        yield from self._ends()
        yield from self._calls()
        yield from self._notes()
        yield from self._replies()
        yield from self._rest()

    def _ends(self) -> Iterator[str]:
        lab, real = self.lab, self.real
        yield from _unlike("the program", kind(lab), kind(real))
        if kind(lab) == kind(real):
            yield from _unlike("the program raised", _failure(lab.raised), _failure(real.raised))
            if not self._like(lab.returned, real.returned):
                yield f"the program returned {show(lab.returned)}; in life {show(real.returned)}"
            if lab.normal:
                yield from self._time("the program ended", lab.seconds, real.seconds)

    # --- times
    def _time(self, what: str, lab: float | None, real: float | None) -> Iterator[str]:
        if lab is None or real is None:
            yield from _unlike(what, None if lab is None else "at some time", None if real is None else "at some time")
        elif self.warp.name(real) != self.warp.name(lab):
            yield f"{what} at {lab:g} s; in life at {real:.4g} s"

    def _like(self, lab: Any, real: Any) -> bool:
        """Whether two values are the same; numbers that are measured may differ a little."""
        if isinstance(lab, float) and isinstance(real, float):
            return abs(lab - real) <= max(0.05 * abs(lab), 2 * self.warp.pace * (self.warp.last / len(self.warp.instants)))
        if isinstance(lab, Failure) and isinstance(real, Failure):
            return bool(_failure(lab) == _failure(real))
        if isinstance(lab, list | tuple) and type(lab) is type(real):
            return len(lab) == len(real) and all(self._like(one, other) for one, other in zip(lab, real, strict=True))
        if isinstance(lab, dict) and isinstance(real, dict):
            return lab.keys() == real.keys() and all(self._like(lab[key], real[key]) for key in lab)
        return bool(lab == real)

    # --- what was called
    def _calls(self) -> Iterator[str]:
        lab, real = [{call.name: call for call in play.called if _in_time(play, call.start)} for play in (self.lab, self.real)]
        only = [[name for name in one.keys() - other.keys() if not self._races(one[name])] for one, other in ((lab, real), (real, lab))]
        yield from _unlike("called", *map(sorted, only))
        for name in lab.keys() & real.keys():
            yield from self._call(name, lab[name], real[name])

    def _races(self, call: Call) -> bool:
        """Whether another thread or process called just when the program was cancelled, or over: it may have been a moment too late."""
        return call.where != "loop" and self._at_an_end(call.start)

    def _at_an_end(self, time: float | None) -> bool:
        ends = [*(cancel.time for cancel in self.lab.cancels if cancel.time is not None), self.lab.seconds]
        return time is not None and self.warp.name(time) in map(self.warp.name, ends)

    def _call(self, name: str, lab: Call, real: Call) -> Iterator[str]:
        if lab.where != "loop" and "running" in (lab.outcome, real.outcome) and self._at_an_end(lab.end or real.end):
            return  # it ended just when the program did
        yield from _unlike(name, _outcome(lab), _outcome(real))
        yield from self._time(f"{name} began", lab.start, real.start)
        if _outcome(lab) == _outcome(real):
            yield from self._time(f"{name} ended", lab.end, real.end)
            yield from self._time(f"{name} had cleaned up", lab.cleaned, real.cleaned)

    def _notes(self) -> Iterator[str]:
        for probe in dict.fromkeys(note.probe for note in (*self.lab.notes, *self.real.notes)):
            both = [[note for note in play.notes if note.probe == probe and _in_time(play, note.at)] for play in (self.lab, self.real)]
            if any(_beats(play, note) for play, notes in zip((self.lab, self.real), both, strict=True) for note in notes):
                continue
            lab, real = both
            if not self.exact:
                lab, real = self._sorted(lab), self._sorted(real)
            for one, other in zip(lab, real, strict=False):
                if not self._like(one.args, other.args) or self.warp.name(one.at) != self.warp.name(other.at):
                    yield f"{probe}: {_note(one)}; in life {_note(other)}"
                    break
            else:
                more = [_note(one) for one in (*lab[len(real) :], *real[len(lab) :])][:3]
                yield from [f"{probe}: only in {'the lab' if len(lab) > len(real) else 'life'}: {', '.join(more)}"] if more else []

    def _sorted(self, notes: Iterable[Note]) -> list[Note]:
        return sorted(notes, key=lambda note: (-1.0 if (at := self.warp.name(note.at)) is None else at, repr(note.args)))

    # --- clients, and what is left
    def _replies(self) -> Iterator[str]:
        for lab, real in zip(self.lab.replies, self.real.replies, strict=False):
            yield from self._reply(f"client {lab.client}", lab, real)
        yield from _unlike("clients", len(self.lab.replies), len(self.real.replies))
        yield from _unlike("still listening", self.lab.listening, self.real.listening)

    def _reply(self, name: str, lab: Reply, real: Reply) -> Iterator[str]:
        yield from _unlike(f"{name} got", [text for _, text in lab.lines], [text for _, text in real.lines])
        yield from self._time(f"{name} connected", lab.connected, real.connected)
        yield from _unlike(f"{name} was refused", lab.refused, real.refused)
        yield from _unlike(f"{name}: closed", lab.closed is not None, real.closed is not None)

    def _rest(self) -> Iterator[str]:
        if kind(self.lab) == kind(self.real) and self.lab.normal:
            if len(self.lab.leftovers) < CAP and (self.real.leftovers or self.real.cancels):  # only where the scenario's loop is known
                yield from _unlike("left behind", _tasks(self.lab), _tasks(self.real))
            if not any(DESTROYED in text for text in self.real.unheard):
                yield from _unlike("unheard", _unheard(self.lab), _unheard(self.real))
            came = [[one.time is not None for one in play.cancels] for play in (self.lab, self.real)]
            yield from _unlike("cancels came", *came)


def _unlike(what: str, lab: Any, real: Any) -> Iterator[str]:
    if lab != real:
        yield f"{what}: {lab}; in life {real}"


def _in_time(play: Recording, time: float) -> bool:
    """Whether something came before the program was over."""
    return not play.normal or time <= play.seconds


def _outcome(call: Call) -> str:
    return ", ".join(filter(None, (call.where, call.outcome, call.type, f"cleanup {call.cleanup}" if call.cleanup != "none" else "")))


def _failure(failed: Failure | None) -> Any:
    if failed is None:
        return None
    text = failed.of or re.sub(r"0x[0-9a-f]+|\d+", "#", failed.message)
    return (failed.type, text, sorted(map(repr, map(_failure, failed.parts))))


def _note(note: Note) -> str:
    return f"({', '.join(map(show, note.args))}) at {note.at:.4g} s"


def _tasks(play: Recording) -> list[str]:
    return sorted(left.what for left in play.leftovers if left.kind == "task")


def _unheard(play: Recording) -> list[str]:
    told = collections.Counter(re.sub(r" \(line \d+\)$", "", text) for text in play.unheard if "never closed" not in text)
    return sorted(told.elements())
