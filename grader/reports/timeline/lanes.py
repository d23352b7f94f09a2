"""A recording as lanes: one for the program, each call of a probe, the blocked loop, and each task. All drawings are made of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from grader.language import say
from grader.recording.testimony import left_over
from grader.reports.timeline.seen import Blocked, Call, Seen, Task, seen

Kind = Literal["runs", "waits", "cleans", "blocks"]
End = Literal["returned", "raised", "cancelled", "left", ""]
SHORTEST = 1e-6  # virtual seconds of an axis
MOST = 8  # lanes that are shown; the rest is counted


@dataclass(frozen=True)
class Bar:
    """A stretch of a lane (virtual seconds). `what`: the call that blocks, `line`: where it stands; `open`: its end is not known."""

    kind: Kind
    start: float
    end: float
    what: str = ""
    line: int | None = None
    open: bool = False


@dataclass(frozen=True)
class Lane:
    """What one thing did. `end`: how it ended; at the end of its first bar, if that is a call's.

    `named`: a check's message speaks of it; `failed`: what it raised; `where`: in which thread or process, if not on the loop.
    """

    name: str
    bars: tuple[Bar, ...]
    end: End
    line: int | None = None
    named: bool = False
    failed: str = ""
    where: str = ""

    @property
    def ends(self) -> float:
        """When it ended: a call that was left behind, with its last bar."""
        return self.bars[-1 if self.end == "left" else 0].end

    @property
    def marks(self) -> tuple[tuple[float, End], ...]:
        """What is marked at which time: its end; of a call that was cancelled and then cleaned up, both."""
        if not self.end or not self.bars:
            return ()
        over = self.bars[-1].end
        if self.bars[-1].kind != "cleans" or (over == self.bars[0].end and self.end != "left"):
            return ((self.ends, self.end),)
        return ((self.bars[0].end, "cancelled"), (over, "left" if self.end == "left" else "raised" if self.failed else "returned"))


@dataclass(frozen=True)
class Drawing:
    """What is drawn of one recording: `lanes`, and where there is room, what is left out (`rest`), the program itself and its tasks.

    `cancels`: when the program was cancelled. `said`: how it ended, where that was no end of its own.
    """

    lanes: tuple[Lane, ...]
    rest: tuple[Lane, ...]
    program: Lane
    tasks: tuple[Lane, ...]
    cancels: tuple[float, ...]
    seconds: float
    said: str
    leftovers: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many lanes are left out."""
        return len(self.rest)

    @property
    def latest(self) -> float:
        """When the last thing in it ends."""
        return max([self.seconds, *self.cancels, *(bar.end for lane in (*self.lanes, *self.rest) for bar in lane.bars)])


def drawing(recording: Any, about: str = "", most: int = MOST, beside: Any = None) -> Drawing:
    """Choose what is drawn of a recording, in memory or as plain data.

    What the message `about` names comes first; then what differs from the recording that is drawn `beside` it.
    """
    play = seen(recording)
    every = [replace(lane, named=is_named(lane.name, about)) for lane in lanes(play)]
    differ = _that_differ(every, lanes(seen(beside))) if beside else set()
    order = sorted(range(len(every)), key=lambda number: (not every[number].named, every[number].name not in differ))
    shown, rest = sorted(order[:most]), sorted(order[most:])
    cancels = tuple(cancel.time for cancel in play.cancels if cancel.time is not None)
    tasks = tuple(_task(task, play.seconds) for task in play.tasks) if play.called or play.blocked else ()
    leftovers = tuple(left_over(one.kind, one.what, one.line) for one in play.leftovers)
    return Drawing(
        tuple(every[number] for number in shown),
        tuple(every[number] for number in rest),
        _program(play),
        tasks,
        cancels,
        play.seconds,
        play.message,
        leftovers,
    )


def _that_differ(some: Sequence[Lane], others: Sequence[Lane]) -> set[str]:
    """Name the lanes that are not the same in both runs."""
    one, other = ({(lane.name, lane.bars, lane.end, lane.failed) for lane in every} for every in (some, others))
    return {lane[0] for lane in one ^ other}


def is_named(name: str, about: str) -> bool:
    """Tell whether a message speaks of something: of `job 1`, where it says `job 1`, not where it says `job 12`."""
    return bool(name.strip()) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", about) is not None


def lanes(play: Seen) -> list[Lane]:
    """List all lanes of a play, in the order in which they begin; its tasks, where nothing else is to be seen."""
    found = [_call(call, play.seconds) for call in play.called]
    if play.blocked:
        stretches = tuple(_stretch(one, play) for one in play.blocked)
        found.append(Lane(say("event loop blocked"), stretches, "", play.blocked[0].line))
    return found or [_task(task, play.seconds) for task in play.tasks]


def _stretch(one: Blocked, play: Seen) -> Bar:
    """A stretch of the blocked loop. One without an end lasted to the program's, where that is how the program ended."""
    if one.seconds is None and play.outcome == "blocked":
        return Bar("blocks", one.at, max(one.at, play.seconds), one.what, one.line)
    return Bar("blocks", one.at, one.at + (one.seconds or 0.0), one.what, one.line, open=one.seconds is None)


def _call(call: Call, seconds: float) -> Lane:
    end = max(seconds, call.start) if call.end is None else call.end
    bars = [Bar("runs", call.start, end)]
    if call.cleanup != "none":
        bars.append(Bar("cleans", end, max(seconds, end) if call.cleaned is None else call.cleaned))
    where = "" if call.where == "loop" else call.where
    return Lane(call.name, tuple(bars), "left" if call.left else _end(call.outcome), call.line, failed=call.type, where=where)


def _task(task: Task, seconds: float) -> Lane:
    """A task waits, as far as its time goes: what it runs takes none, unless it blocks the loop."""
    end = max(seconds, task.start) if task.end is None else task.end
    failed = task.outcome.removeprefix("raised").strip() if task.outcome.startswith("raised") else ""
    how: End = "left" if task.end is None else _end(task.outcome.partition(" ")[0])
    return Lane(task.name, (Bar("waits", task.start, end),), how, task.line, failed=failed)


def _program(play: Seen) -> Lane:
    how: End = _end(play.outcome) if play.outcome in ("returned", "cancelled") else "raised"
    raised = play.raised.type if play.raised and play.outcome == "raised" else ""
    return Lane("", (Bar("waits", 0.0, play.seconds),), how, play.line, failed=raised)


def _end(outcome: str) -> End:
    return "raised" if outcome == "raised" else "cancelled" if outcome == "cancelled" else "returned"


def latest(drawings: Sequence[Drawing]) -> float:
    """When the last thing in any of them ends; never 0, so that there is an axis."""
    last = max((one.latest for one in drawings), default=0.0)
    return last if last > SHORTEST else 1.0
