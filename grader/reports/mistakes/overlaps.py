"""Kinds that show in what ran when."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from grader.recording.load import Load
from grader.reports.mistakes.pair import Pair, same_time, unexplained

if TYPE_CHECKING:
    from grader.recording.events import Call
    from grader.recording.recording import Recording


DAYS = "days"  # a world


def sequential(pair: Pair) -> bool:
    """Its calls ran one after the other, and the reference's at the same time."""
    if not (pair.both_end and pair.reference):
        return False
    mine, reference = pair.mine, pair.reference
    return any(
        len(mine.calls(probe)) > 1 and mine.peak(probe) == 1 and reference.peak(probe) > 1 and _back_to_back(mine.calls(probe))
        for probe in pair.probes()
    )


def _back_to_back(calls: list[Call]) -> bool:
    """Whether each call began after another one had ended: it waited for it."""
    ordered = sorted(calls, key=lambda call: call.start)
    return all(before.end is not None and before.end <= call.start for before, call in itertools.pairwise(ordered))


def too_many_at_once(pair: Pair) -> bool:
    """More of its calls ran at the same time than the reference has, which starts one when another has ended."""
    if pair.reference is None or pair.mine.cancels:  # who has a limit shows it without a cancel
        return False
    return any(_over(pair.mine.calls(probe), pair.reference.calls(probe)) for probe in pair.probes())


def _over(mine: list[Call], reference: list[Call]) -> bool:
    limit = Load(reference).peak
    return Load(mine).peak > limit and _saturated(reference) and len(reference) > limit and _places(mine) == _places(reference)


def _saturated(calls: list[Call]) -> bool:
    """Whether as many as ever run begin at once, and each further one begins when another has ended."""
    first = min(call.start for call in calls)
    ends = {call.end for call in calls}
    return Load(calls).at(first) == Load(calls).peak and all(call.start in ends for call in calls if call.start > first)


def _places(calls: list[Call]) -> set[str]:
    """Where they ran: on the loop, in threads, or in other processes."""
    return {call.where.partition(" ")[0] for call in calls}


def own_number_limit(pair: Pair) -> bool:
    """Never more than a few of its calls ran at the same time, and each further one began when another had ended."""
    if not (pair.both_end and pair.reference) or pair.mine.cancels:
        return False
    return any(_limited(pair.mine, pair.reference, probe) for probe in pair.probes())


def _limited(mine: Recording, reference: Recording, probe: str) -> bool:
    calls, expected = mine.calls(probe), reference.calls(probe)
    return 1 < Load(calls).peak < Load(expected).peak and len(calls) == len(expected) and _saturated(calls)


def own_time_limit(pair: Pair) -> bool:
    """A call was cancelled, or its cleanup cut short, when nothing had happened that can be the reason."""
    if pair.reference is None or pair.mine.replies:  # a server is stopped by what no recording tells of
        return False
    return _gave_up(pair.mine) and not _gave_up(pair.reference)


def _gave_up(recording: Recording) -> bool:
    return any(
        call.outcome == "cancelled" and call.end is not None and call.end > 0 and unexplained(recording, call, call.end)
        for call in recording.called
    )


def polling(pair: Pair) -> bool:
    """It looked again and again: more often than there are steps in days; or it saw a little late that its last call was over."""
    mine, reference = pair.mine, pair.reference
    if mine.outcome in ("endless", "busy") and mine.world == DAYS:  # as declared, it came to its end
        return True
    if not (pair.both_end and reference) or not mine.called or mine.outcome != reference.outcome:
        return False
    last = max((call.over or 0) for call in mine.called)
    late = mine.seconds - last
    shortest = min((call.end - call.start for call in mine.called if call.end is not None), default=0.0)
    return same_time(reference.seconds, last) and 0 < late < shortest and not same_time(mine.seconds, last)
