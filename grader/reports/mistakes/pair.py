"""A play of a learner's, beside the reference's: what the second does, no task forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.recording.events import Call
    from grader.recording.recording import Recording

NEAR = 1e-6  # what floating point makes of days (virtual seconds)


@dataclass(frozen=True)
class Pair:
    """One play. `reference` is None where it isn't kept: then little is sure. `declared`: the same program's, in the declared world."""

    mine: Recording
    reference: Recording | None
    declared: Recording | None = None

    @property
    def both_end(self) -> bool:
        """Whether both came to an end of their own, so that they can be compared."""
        return self.mine.normal and self.reference is not None and self.reference.normal

    def probes(self) -> list[str]:
        """List the probes that both have called."""
        theirs = {call.probe for call in self.reference.called} if self.reference else set()
        return [probe for probe in dict.fromkeys(call.probe for call in self.mine.called) if probe in theirs]


def same_time(one: float, other: float) -> bool:
    """Whether two times are the same (virtual seconds)."""
    return abs(one - other) <= NEAR * max(1.0, abs(one))


def happened(recording: Recording, but: Call) -> Iterator[float]:
    """List the times at which something happened that another call can be cancelled, started or ended for."""
    yield 0.0
    for call in recording.called:
        if call is but:
            continue
        yield from (time for time in (call.end, call.cleaned) if time is not None and call.outcome != "cancelled")
        if call.cleanup in ("done", "cut short") and call.cleaned is not None:
            yield call.cleaned
    yield from (note.at for note in recording.notes)
    yield from (one.at + (one.seconds or 0) for one in recording.blocked)
    yield from (cancel.time for cancel in recording.cancels if cancel.time is not None)
    for reply in recording.replies:
        yield from (time for time in (reply.connected, reply.closed, *(at for at, _ in reply.lines)) if time is not None)


def unexplained(recording: Recording, call: Call, time: float) -> bool:
    """Whether nothing happened at a time: then only a clock of the program's own can have been the reason."""
    return not any(same_time(time, one) for one in happened(recording, call))
