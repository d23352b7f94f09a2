"""Kinds that show in how a program ended, and in what it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.reports.mistakes.pair import Pair

if TYPE_CHECKING:
    from grader.recording.recording import Recording

AWAITED = "was never awaited"  # in what a play heard of coroutines
TOUCHED = "touched the loop from another thread"


def touched_from_a_thread(pair: Pair) -> bool:
    """The loop slept on, because a thread had touched it without waking it."""
    return any(TOUCHED in wait for wait in pair.mine.waits)


def never_awaited(pair: Pair) -> bool:
    """A coroutine was made, and thrown away: not because a slip of the pen ended the program first."""
    slipped = pair.mine.raised is not None and pair.mine.raised.slip
    return not slipped and any(AWAITED in one for one in pair.mine.unheard)


def deadlock(pair: Pair) -> bool:
    """All of it waited, and nothing was left that could happen."""
    return pair.mine.outcome == "deadlock"


def endless_loop(pair: Pair) -> bool:
    """It went on for ever, with the event loop or without it, even where all takes but seconds."""
    return pair.mine.outcome in ("endless", "busy") and pair.mine.world == "declared"


def blocks_the_loop(pair: Pair) -> bool:
    """A call held the loop's own thread, where none of the reference's does."""
    return bool(pair.mine.blocked) and pair.reference is not None and not pair.reference.blocked


def swallowed_cancel(pair: Pair) -> bool:
    """It was cancelled, and returned, or raised something of its own, where the reference raises CancelledError."""
    mine = pair.mine
    if not (mine.cancels and pair.both_end and pair.reference and pair.reference.outcome == "cancelled"):
        return False
    return mine.outcome == "returned" or (mine.outcome == "raised" and not _of_a_call(mine))


def _of_a_call(recording: Recording) -> bool:
    """Whether it raised what a call of its had raised."""
    leaves = recording.raised.leaves() if recording.raised else ()
    return any(leaf.same(call.failure) for leaf in leaves for call in recording.called if call.type)


def left_behind(pair: Pair) -> bool:
    """Something of it was still there when it was over, or came back later, and the reference's play is clean."""
    mine, reference = pair.mine, pair.reference
    if not (pair.both_end and reference) or _silent(mine) > _silent(reference):
        return False
    return bool(mine.remains or mine.disturbed) and not (reference.remains or reference.disturbed)


def _silent(recording: Recording) -> int:
    """Count the clients that a server never answered: what it waits for then is not what is wrong with it."""
    return sum(not reply.lines for reply in recording.replies)


def cut_short_cleanup(pair: Pair) -> bool:
    """A call was cancelled a second time while it cleaned up, though the program was cancelled only once."""
    mine, reference = pair.mine, pair.reference
    if reference is None or len(mine.cancels) > 1:
        return False
    return _cut(mine) and not _cut(reference)


def _cut(recording: Recording) -> bool:
    return any(call.cleanup == "cut short" for call in recording.called)


def stops_late(pair: Pair) -> bool:
    """It was cancelled, or a call of it failed, and others worked on that the reference stops just then."""
    mine, reference = pair.mine, pair.reference
    if not (pair.both_end and reference):
        return False
    time = _told_to_stop(mine)
    return time is not None and time == _told_to_stop(reference) and _goes_on(mine, time) and not _goes_on(reference, time)


def _told_to_stop(recording: Recording) -> float | None:
    if recording.cancels:
        return recording.cancels[0].time
    return min((call.end for call in recording.called if call.outcome == "raised" and call.end is not None), default=None)


def _goes_on(recording: Recording, time: float) -> bool:
    return any(call.start > time or (call.start < time and (call.end is None or call.end > time)) for call in recording.called)
